//! Put together: a certificate's signature, a chain, the key schedule of TLS.
