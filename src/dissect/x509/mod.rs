//! X.509 certificates (RFC 5280), byte by byte.
