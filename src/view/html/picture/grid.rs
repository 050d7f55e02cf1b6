//! A grid as an image of one pixel a cell, which the browser enlarges without blurring it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Encoder, EncodingError};

use crate::story::picture::Grid;
use crate::view::html::markup::Markup;
use crate::view::html::picture::patch::legend;

/// Pixels of the page a cell is wide, at most.
const CELL: usize = 10;
/// Pixels of the page a grid is wide, about.
const WIDE: usize = 220;

/// The image, and what its colours mean. `says` is the place where it is told what there is to see.
pub(super) fn write(m: &mut Markup, grid: &Grid, says: &str) {
    let rows = grid.cells.len().div_ceil(grid.columns.max(1));
    let cell = (WIDE / grid.columns.max(1)).clamp(1, CELL);
    // An image that cannot be had leaves its words.
    if let Ok(image) = image(grid, rows) {
        let source = format!("data:image/png;base64,{}", STANDARD.encode(image));
        let [width, height] = [grid.columns, rows].map(|cells| (cells * cell).to_string());
        m.void(
            "img",
            &[
                ("class", "grid"),
                ("src", &source),
                ("width", &width),
                ("height", &height),
                ("role", "img"),
                ("aria-labelledby", says),
            ],
        );
    }
    legend(m, &grid.swatches);
}

/// A PNG with the swatches as its palette (PNG §11.2.2); cells that are missing, or of no swatch, are white.
fn image(grid: &Grid, rows: usize) -> Result<Vec<u8>, EncodingError> {
    const WHITE: u8 = 255;
    let mut palette: Vec<u8> = grid
        .swatches
        .iter()
        .take(usize::from(WHITE))
        .flat_map(|swatch| swatch.rgb)
        .collect();
    palette.resize(3 * 256, 255);
    let known = |cell: &u8| match grid.swatch(*cell) {
        Some(_) => *cell,
        None => WHITE,
    };
    let mut cells: Vec<u8> = grid.cells.iter().map(known).collect();
    cells.resize(grid.columns * rows, WHITE);
    let [width, height] = [grid.columns, rows].map(|n| u32::try_from(n).unwrap_or(0));
    let mut image = Vec::new();
    let mut encoder = Encoder::new(&mut image, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&cells)?;
    writer.finish()?;
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::picture::Swatch;

    #[test]
    fn a_grid_is_a_png_of_a_pixel_a_cell() {
        let grid = Grid {
            columns: 3,
            cells: vec![0, 1, 0, 1, 9],
            swatches: vec![
                Swatch::new([1, 2, 3], '.', ""),
                Swatch::new([4, 5, 6], '#', ""),
            ],
        };
        let image = image(&grid, 2).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(image))
            .read_info()
            .unwrap();
        let mut cells = vec![0; 6];
        reader.next_frame(&mut cells).unwrap();
        assert_eq!(cells, [0, 1, 0, 1, 255, 255]);
        assert_eq!(reader.info().palette.as_ref().unwrap()[3..6], [4, 5, 6]);
    }
}
