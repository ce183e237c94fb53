//! Batches whose size cannot change a result.
//!
//! An input is padded to its own length rounded up to a multiple of [`STEP`] tokens, only equal padded lengths share a batch, and a
//! batch never has a single row (a lone row is doubled). Under this rule an input's logits are the same to the bit in whatever batch
//! it stands, in fp32 and in bf16.
use tch::{Device, Kind, Tensor};

/// Lengths are rounded up to a multiple of this many tokens.
pub const STEP: usize = 8;

/// A row of tokens on its way into a batch.
pub trait Row {
    /// Token ids, special ones included.
    fn ids(&self) -> &[i64];
    /// The segment, 0 or 1, of the token at this place.
    fn segment(&self, at: usize) -> i64;
    /// Position of the opening mark; 0 where nothing is marked.
    fn mark(&self) -> usize;
}

/// Rows padded to one length.
pub struct Batch {
    /// Token ids, rows x tokens, int64.
    pub ids: Tensor,
    /// Segments 0 and 1, rows x tokens, int64.
    pub types: Tensor,
    /// 1 for a token, 0 for padding, rows x tokens, int64.
    pub mask: Tensor,
    /// Position of the opening mark in each row, rows, int64.
    pub marks: Tensor,
}

/// The length of an input once padded, in tokens.
pub fn padded(input: &impl Row) -> usize {
    input.ids().len().next_multiple_of(STEP)
}

/// The indices of `inputs` in batches of equal padded length with at most `tokens` tokens each (at least two rows), shortest first.
pub fn plan(inputs: &[impl Row], tokens: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..inputs.len()).collect();
    order.sort_by_key(|index| padded(&inputs[*index]));
    order
        .chunk_by(|a, b| padded(&inputs[*a]) == padded(&inputs[*b]))
        .flat_map(|equal| equal.chunks((tokens / padded(&inputs[equal[0]]).max(1)).max(2)).map(<[usize]>::to_vec))
        .collect()
}

impl Batch {
    /// From at least one row, padded to the longest; a single row is doubled, so that the batch has `rows.len().max(2)` rows.
    pub fn new<R: Row>(rows: &[&R], device: Device) -> Batch {
        let doubled = [rows[0], rows[0]];
        let rows = if rows.len() == 1 { &doubled } else { rows };
        let length = rows.iter().map(|row| padded(*row)).max().unwrap_or(STEP);
        let table = |cell: &dyn Fn(&R, usize) -> i64| {
            let cells: Vec<i64> = rows.iter().flat_map(|row| (0..length).map(move |at| cell(row, at))).collect();
            Tensor::from_slice(&cells).view([rows.len() as i64, length as i64]).to_device(device)
        };
        Batch {
            ids: table(&|row, at| row.ids().get(at).copied().unwrap_or(0)),
            types: table(&|row, at| if at < row.ids().len() { row.segment(at) } else { 0 }),
            mask: table(&|row, at| i64::from(at < row.ids().len())),
            marks: Tensor::from_slice(&rows.iter().map(|row| row.mark() as i64).collect::<Vec<_>>()).to_kind(Kind::Int64).to_device(device),
        }
    }
}
