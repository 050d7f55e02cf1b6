//! No barriers that axe-core knows (WCAG 2.2 A and AA, and its best practices).
