//! How colours look to the eye.

/// How light a colour is to the eye, 0 to 255000 (ITU-R BT.601).
pub(super) fn light([r, g, b]: [u8; 3]) -> u32 {
    u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114
}

/// What a sign in this colour can be read on.
pub(super) fn ground(rgb: [u8; 3]) -> [u8; 3] {
    match light(rgb) > 127_500 {
        true => [0; 3],
        false => [255; 3],
    }
}
