//! TLS: records, handshake messages, extensions, alerts.
