//! The table at the end.

use crate::measure::{Cost, installed};
use crate::mixes::Mix;

/// What the programs cost on a mix; none where one is not installed.
pub(crate) struct Row {
    pub(crate) mix: &'static Mix,
    /// Bytes of the capture.
    pub(crate) size: u64,
    pub(crate) table: Cost,
    pub(crate) json: Cost,
    pub(crate) tshark: Option<Cost>,
    pub(crate) tcpdump: Option<Cost>,
}

/// All that was measured.
pub(crate) struct Table {
    megabytes: u64,
    pub(crate) rows: Vec<Row>,
    small: Option<String>,
}

impl Table {
    pub(crate) fn new(megabytes: u64) -> Self {
        Self {
            megabytes,
            rows: Vec::new(),
            small: None,
        }
    }

    /// From start to end on a capture of `packets` packets.
    pub(crate) fn small(&mut self, packets: u64, milliseconds: f64) {
        let word = match milliseconds {
            ..=2.0 => "aim",
            ..=5.0 => "bar",
            _ => "short",
        };
        self.small = Some(format!(
            "{packets} packets, start to end, best of 20: {milliseconds:.1} ms; bar 5 ms, aim 2 ms: {word}"
        ));
    }

    pub(crate) fn print(&self) {
        println!();
        for program in ["tshark", "tcpdump", "time"] {
            if !installed(program) {
                println!("{program} is not installed: what needs it is left out (make setup)");
            }
        }
        println!("{} MB asked for; CPU in user and kernel", self.megabytes);
        println!(
            "bar and aim: 25x = 25 times the speed of tshark, 4t = 4 times the time of tcpdump, 48M = 48 MiB"
        );
        let head = ["CPU s", "MB/s", "x tshark", "x tcpdump", "peak MiB"];
        println!(
            "{:<14} {:<13} {:>6} {} {:<13} {:<13} verdict",
            "mix",
            "program",
            "MB",
            head.map(|word| format!("{word:>9}")).join(" "),
            "bar",
            "aim"
        );
        for row in &self.rows {
            row.print();
        }
        if let Some(small) = &self.small {
            println!("{small}");
        }
    }
}

impl Row {
    fn print(&self) {
        let [bar, aim] = self.mix.bars.words();
        let (tshark, tcpdump) = (self.tshark.as_ref(), self.tcpdump.as_ref());
        for (program, cost) in [("tlslab table", &self.table), ("tlslab json", &self.json)] {
            let verdict = self.mix.bars.verdict(cost, tshark, tcpdump);
            let tail = format!("{bar:<13} {aim:<13} {verdict}");
            println!("{} {tail}", self.line(program, cost));
        }
        for (program, cost) in [("tshark", tshark), ("tcpdump", tcpdump)] {
            if let Some(cost) = cost {
                println!("{}", self.line(program, cost));
            }
        }
    }

    /// What one program costs: times tshark's speed, times tcpdump's time.
    fn line(&self, program: &str, cost: &Cost) -> String {
        let megabytes = self.size as f64 / 1e6;
        let beside = |ratio: Option<f64>, digits: usize| match ratio {
            Some(ratio) => format!("{ratio:.digits$}"),
            None => "-".to_owned(),
        };
        let cells = [
            format!("{:.3}", cost.cpu),
            format!("{:.0}", megabytes / cost.cpu),
            beside(self.tshark.map(|other| other.cpu / cost.cpu), 1),
            beside(self.tcpdump.map(|other| cost.cpu / other.cpu), 2),
            beside(cost.peak, 1),
        ];
        format!(
            "{:<14} {program:<13} {megabytes:>6.0} {}",
            self.mix.name,
            cells.map(|cell| format!("{cell:>9}")).join(" ")
        )
    }
}
