//! Which connections are wanted, and what is said of each before it is shown.

use anyhow::Result;

use crate::app::refusal::Refusal;
use crate::survey::connection::Connection;
use crate::survey::findings::judge;
use crate::survey::query::error::QueryError;
use crate::survey::query::{Order, Query};

/// Which connections are wanted, and in which order.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    query: Option<Query>,
    pub(super) order: Order,
}

impl Wanted {
    /// What `--where` and `--sort` ask for.
    ///
    /// # Errors
    /// A [`Refusal`] that says which character is wrong, and what to try.
    pub(super) fn new(query: Option<&str>, order: Option<&str>) -> Result<Self> {
        Ok(Self {
            query: query.map(Query::parse).transpose().map_err(refused)?,
            order: order
                .map(Order::parse)
                .transpose()
                .map_err(refused)?
                .unwrap_or_default(),
        })
    }

    /// What is asked for at the screen.
    pub(super) fn asking(query: Option<Query>, order: Order) -> Self {
        Self { query, order }
    }

    /// Which connections, and in which order.
    pub(super) fn parts(self) -> (Option<Query>, Order) {
        (self.query, self.order)
    }

    /// Whether all are wanted.
    pub(super) fn all(&self) -> bool {
        self.query.is_none()
    }

    /// Whether `connection` is wanted; judged now only where a query or an order may look at its findings.
    pub(super) fn settle(&self, connection: &mut Connection) -> bool {
        if self.looks_at_findings() {
            connection.findings = judge(connection);
        }
        self.query
            .as_ref()
            .is_none_or(|query| query.matches(connection))
    }

    /// Judges a connection that is shown, unless [`settle`](Self::settle) has: of a million connections, a table shows few.
    pub(super) fn judge(&self, connection: &mut Connection) {
        if !self.looks_at_findings() {
            connection.findings = judge(connection);
        }
    }

    fn looks_at_findings(&self) -> bool {
        self.query.is_some() || !self.order.is_by_number()
    }
}

fn refused(error: QueryError) -> Refusal {
    Refusal::usage(error.text(), error.hint())
}
