//! What is asked of tlslab on a mix, and what is aimed at.

use crate::measure::Cost;

/// A bar that must be cleared, and the aim beyond it.
#[derive(Clone, Copy, Debug)]
struct Bar {
    must: f64,
    aim: f64,
}

/// The bars of a mix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bars {
    /// How many times tshark's speed.
    tshark: Option<Bar>,
    /// At most so many times tcpdump's CPU time.
    tcpdump: Option<Bar>,
    /// Peak memory in MiB.
    peak: Bar,
}

impl Bars {
    /// Only that of memory.
    pub(crate) const fn new() -> Self {
        Self {
            tshark: None,
            tcpdump: None,
            peak: Bar {
                must: 48.0,
                aim: 24.0,
            },
        }
    }

    pub(crate) const fn tshark(self, must: f64, aim: f64) -> Self {
        Self {
            tshark: Some(Bar { must, aim }),
            ..self
        }
    }

    pub(crate) const fn tcpdump(self, must: f64, aim: f64) -> Self {
        Self {
            tcpdump: Some(Bar { must, aim }),
            ..self
        }
    }

    pub(crate) const fn peak(self, must: u32, aim: u32) -> Self {
        Self {
            peak: Bar {
                must: must as f64,
                aim: aim as f64,
            },
            ..self
        }
    }

    /// What must be, in a few characters; and what is aimed at.
    pub(crate) fn words(&self) -> [String; 2] {
        [|bar: Bar| bar.must, |bar: Bar| bar.aim].map(|of| {
            let mut words = Vec::new();
            words.extend(self.tshark.map(|bar| format!("{}x", of(bar))));
            words.extend(self.tcpdump.map(|bar| format!("{}t", of(bar))));
            words.push(format!("{}M", of(self.peak)));
            words.join(" ")
        })
    }

    /// One word on `cost`, beside what the others took, where they are installed.
    pub(crate) fn verdict(
        &self,
        cost: &Cost,
        tshark: Option<&Cost>,
        tcpdump: Option<&Cost>,
    ) -> &'static str {
        // All as costs: at most so much.
        let against = |bar: Option<Bar>, other: Option<&Cost>| {
            bar.zip(other)
                .map(|(bar, other)| (bar, cost.cpu / other.cpu))
        };
        let faster = against(self.tshark, tshark).map(|(bar, ratio)| {
            let [must, aim] = [1.0 / bar.must, 1.0 / bar.aim];
            (Bar { must, aim }, ratio)
        });
        let slower = against(self.tcpdump, tcpdump);
        let peak = cost.peak.map(|peak| (self.peak, peak));
        let all: Vec<_> = [faster, slower, peak].into_iter().flatten().collect();
        let every = |of: fn(&Bar) -> f64| all.iter().all(|(bar, is)| *is <= of(bar));
        match (every(|bar| bar.aim), every(|bar| bar.must)) {
            _ if all.is_empty() => "unknown",
            (true, _) => "aim",
            (false, true) => "bar",
            (false, false) => "short",
        }
    }
}
