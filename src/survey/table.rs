//! Which connection a packet belongs to: what is kept of connections of one kind, found by its ends.
//!
//! Open addressing over half the hash and the place of the thing, so that a look costs one or two cache misses, things are
//! moved without looking at them, and a place in the table costs about fifteen bytes. A hand goes round over what is kept to find what was idle for long, so that
//! a packet need not write down in which order things were used.

use std::mem::replace;

use crate::survey::ends::{Ends, Key};

/// How many candidates are looked at to find an idle one.
const CANDIDATES: usize = 8;

/// What a table can hold.
pub(crate) trait Kept {
    /// Its ends.
    fn key(&self) -> &Key;
    /// The frame that used it last.
    fn last(&self) -> u32;
}

/// Things found by their ends. A place stays the same until its thing is removed.
#[derive(Debug)]
pub(crate) struct Table<T> {
    /// Power of two many.
    slots: Vec<Slot>,
    things: Vec<Option<T>>,
    free: Vec<u32>,
    len: usize,
    hand: usize,
}

/// Where a thing is found.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Half of the hash of its ends.
    hash: u32,
    /// Its place plus one; 0: the slot is empty.
    place: u32,
}

impl Slot {
    fn place(self) -> Option<usize> {
        index(self.place).checked_sub(1)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            things: Vec::new(),
            free: Vec::new(),
            len: 0,
            hand: 0,
        }
    }
}

impl<T: Kept> Table<T> {
    /// How many things are kept.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The place of the thing with these ends, of which `hash` is the hash.
    pub(crate) fn find(&self, hash: u64, ends: &Ends) -> Option<usize> {
        if self.len == 0 {
            return None;
        }
        let hash = half(hash);
        let mut at = self.home(hash);
        loop {
            let slot = self.slot(at);
            let place = slot.place()?;
            if slot.hash == hash && self.get(place).is_some_and(|one| one.key().is(ends)) {
                return Some(place);
            }
            at = self.after(at);
        }
    }

    /// What is kept at `place`.
    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        self.things.get(place)?.as_ref()
    }

    /// What is kept at `place`.
    pub(crate) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.things.get_mut(place)?.as_mut()
    }

    /// Keeps a thing that is not there yet; gives its place. `hash` is the hash of its ends.
    pub(crate) fn insert(&mut self, hash: u64, thing: T) -> usize {
        if (self.len + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        let place = match self.free.pop() {
            Some(place) => index(place),
            None => {
                self.things.push(None);
                self.things.len() - 1
            }
        };
        if let Some(room) = self.things.get_mut(place) {
            *room = Some(thing);
        }
        self.len += 1;
        self.enter(Slot {
            hash: half(hash),
            place: u32::try_from(place + 1).unwrap_or(u32::MAX),
        });
        place
    }

    /// Takes out what is kept at `place`.
    pub(crate) fn remove(&mut self, place: usize) -> Option<T> {
        let thing = self.things.get_mut(place)?.take()?;
        self.len -= 1;
        self.free.extend(u32::try_from(place));
        let mut hole = self.home(half(thing.key().ends().hash()));
        while self.slot(hole).place() != Some(place) {
            hole = self.after(hole);
        }
        // What follows moves up, unless it stands at home or between home and the hole.
        let mask = self.slots.len() - 1;
        let mut at = self.after(hole);
        loop {
            let slot = self.slot(at);
            if slot.place == 0 {
                break;
            }
            let home = self.home(slot.hash);
            if at.wrapping_sub(home) & mask >= at.wrapping_sub(hole) & mask {
                self.write(hole, slot);
                hole = at;
            }
            at = self.after(at);
        }
        self.write(hole, Slot::default());
        Some(thing)
    }

    /// The place of something that was not used for long: the longest idle of those the hand comes by.
    pub(crate) fn idle(&mut self) -> Option<usize> {
        let mut best: Option<(u32, usize)> = None;
        let mut found = 0;
        for _ in 0..self.things.len() {
            self.hand += 1;
            if self.hand >= self.things.len() {
                self.hand = 0;
            }
            let Some(thing) = self.get(self.hand) else {
                continue;
            };
            let candidate = (thing.last(), self.hand);
            best = Some(best.map_or(candidate, |best| best.min(candidate)));
            found += 1;
            if found == CANDIDATES {
                break;
            }
        }
        best.map(|(_, place)| place)
    }

    /// Places of all things, in no order.
    pub(crate) fn places(&self) -> Vec<usize> {
        let all = self.things.iter().enumerate();
        all.filter_map(|(place, thing)| thing.as_ref().map(|_| place))
            .collect()
    }

    fn grow(&mut self) {
        let more = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        for slot in replace(&mut self.slots, more) {
            if slot.place != 0 {
                self.enter(slot);
            }
        }
    }

    fn enter(&mut self, slot: Slot) {
        let mut at = self.home(slot.hash);
        while self.slot(at).place != 0 {
            at = self.after(at);
        }
        self.write(at, slot);
    }

    fn home(&self, hash: u32) -> usize {
        index(hash) & (self.slots.len() - 1)
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }

    fn slot(&self, at: usize) -> Slot {
        self.slots.get(at).copied().unwrap_or_default()
    }

    fn write(&mut self, at: usize, slot: Slot) {
        if let Some(old) = self.slots.get_mut(at) {
            *old = slot;
        }
    }
}

fn half(hash: u64) -> u32 {
    u32::try_from(hash & 0xffff_ffff).unwrap_or_default()
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::net::IpAddr;

    use proptest::prelude::*;

    use super::*;

    struct Thing(Key, u32);

    impl Kept for Thing {
        fn key(&self) -> &Key {
            &self.0
        }

        fn last(&self) -> u32 {
            self.1
        }
    }

    fn ends(n: u16) -> Ends {
        let address = IpAddr::from([10, 0, 0, 1]);
        Ends::new((address, n), (IpAddr::from([10, 9, 9, 9]), 443)).0
    }

    proptest! {
        /// It says what a plain map says, whatever was put in and taken out before.
        #[test]
        fn as_a_map(steps in prop::collection::vec((0_u16..40, any::<bool>()), 0..400)) {
            let mut table = Table::default();
            let mut map = HashMap::new();
            for (n, put) in steps {
                let (key, hash) = (ends(n), ends(n).hash());
                match table.find(hash, &key) {
                    None if put => {
                        map.insert(n, table.insert(hash, Thing(key.key(), n.into())));
                    }
                    Some(place) if !put => {
                        prop_assert!(table.remove(place).is_some());
                        map.remove(&n);
                    }
                    None | Some(_) => {}
                }
                prop_assert_eq!(table.len(), map.len());
                for n in 0..40 {
                    prop_assert_eq!(table.find(ends(n).hash(), &ends(n)), map.get(&n).copied());
                }
            }
        }
    }

    #[test]
    fn the_idle_are_found_oldest_first() {
        let mut table = Table::default();
        for n in 0..100 {
            let key = ends(n);
            table.insert(key.hash(), Thing(key.key(), n.into()));
        }
        let idle = table.idle().and_then(|place| table.remove(place)).unwrap();
        assert!(idle.1 <= 1);
        assert_eq!(table.places().len(), 99);
    }
}
