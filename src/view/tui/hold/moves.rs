//! The decisions so far, in the order they were made: all that a held wire remembers.

use crate::story::deed::{Deed, Hand, Holds, Order};

/// The decisions so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves(Vec<Move>);

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    /// About the frame that waited.
    One(Order),
    /// That this frame and all after it are delivered.
    Rest(u32),
}

impl Moves {
    /// Decisions made beforehand.
    pub(super) fn of(orders: &[Order]) -> Self {
        let mut orders = orders.to_vec();
        orders.sort_by_key(|order| order.frame);
        Self(orders.into_iter().map(Move::One).collect())
    }

    /// One more, about the frame that waits.
    pub(super) fn one(&mut self, frame: u32, deed: Deed) {
        self.0.push(Move::One(Order { frame, deed }));
    }

    /// Frame `frame` and all after it are delivered.
    pub(super) fn rest(&mut self, frame: u32) {
        self.0.push(Move::Rest(frame));
    }

    /// Takes the last one back; gives the frame it was about, if there was one.
    pub(super) fn undo(&mut self) -> Option<u32> {
        Some(match self.0.pop()? {
            Move::One(order) => order.frame,
            Move::Rest(frame) => frame,
        })
    }

    /// What they say of each frame, but for plain delivery.
    pub(super) fn orders(&self) -> Vec<Order> {
        let orders = self.0.iter().filter_map(|made| match made {
            Move::One(order) if !order.deed.is_nothing() => Some(*order),
            Move::One(_) | Move::Rest(_) => None,
        });
        orders.collect()
    }

    /// The hand that carries them out, and holds the frame after them.
    pub(super) fn hand(&self) -> Hand {
        let holds = match self.0.last() {
            None => Holds::From(1),
            Some(Move::One(order)) => Holds::From(order.frame.saturating_add(1)),
            Some(Move::Rest(_)) => Holds::Never,
        };
        let deeds = self.orders().into_iter();
        Hand {
            deeds: deeds.map(|order| (order.frame, order.deed)).collect(),
            holds,
        }
    }
}
