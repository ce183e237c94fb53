//! Weight files: safetensors, compared name by name and shape by shape with the network before anything is copied, and written whole.
//!
//! tch's own loading changes the store's kind to the file's and takes a wrong shape that broadcasts; this does neither. In 8 bits a matrix
//! is stored as integers beside a scale for each row (`<name>.scale`): value = integer x scale.
use super::network::{Head, Network};
use super::read;
use crate::error::{Error, Result};
use crate::file::write_whole;
use half::{bf16, f16};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tch::{Device, Kind, Tensor};

/// Named tensors.
pub type Named = BTreeMap<String, Tensor>;

/// How exactly weights are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// As they are.
    Fp32,
    /// Half precision.
    Fp16,
    /// Matrices in 8 bits with a scale for each row, the rest in half precision.
    Int8,
}

/// A file holds at most so many bytes; more weights go on in `weights-2.safetensors` and so forth.
const LARGEST_FILE: usize = 90_000_000;
const SCALE: &str = ".scale";

/// Every variable of the network, base and head.
pub fn variables<H: Head>(network: &Network<H>) -> Named {
    network.base_variables.variables().into_iter().chain(network.head_variables.variables()).collect()
}

/// The weight files of a model folder, in order; at least the first.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let later = (2..).map(|number| folder.join(format!("weights-{number}.safetensors"))).take_while(|file| file.exists());
    std::iter::once(folder.join("weights.safetensors")).chain(later).collect()
}

/// Copies a model folder's weights into the network; names must match exactly.
pub fn load_model<H: Head>(network: &Network<H>, folder: &Path) -> Result<()> {
    let mut named = Named::new();
    for file in files(folder) {
        named.extend(read(&file)?);
    }
    copy(&variables(network), &named, &folder.join("weights.safetensors"), true)
}

/// Copies the base's weights, out of a base's folder or a model's, into the network's base. The head keeps its random weights, and the
/// files may hold more than is asked for.
pub fn load_base<H: Head>(network: &Network<H>, folder: &Path) -> Result<()> {
    let file = folder.join("model.safetensors");
    let files = if file.exists() { vec![file.clone()] } else { files(folder) };
    let mut named = Named::new();
    for file in &files {
        named.extend(read(file)?);
    }
    copy(&network.base_variables.variables().into_iter().collect(), &named, &files[0], false)
}

/// Copies `from` into `wanted`, each under its name, after comparing names and shapes. `exact` forbids names that nobody wants.
pub fn copy(wanted: &Named, from: &Named, file: &Path, exact: bool) -> Result<()> {
    let hint = "the weights do not belong to this config.json, or a file weights-N.safetensors is missing; get the model folder anew";
    for (name, variable) in wanted {
        let tensor = from.get(name).ok_or_else(|| Error::new(file, format!("no tensor {name}"), hint))?;
        if tensor.size() != variable.size() {
            return Err(Error::new(file, format!("{name} is {:?}, expected {:?}", tensor.size(), variable.size()), hint));
        }
    }
    if let Some(name) = from.keys().find(|name| exact && !wanted.contains_key(*name)) {
        return Err(Error::new(file, format!("a tensor {name} that the network has no place for"), hint));
    }
    tch::no_grad(|| wanted.iter().for_each(|(name, variable)| variable.shallow_clone().copy_(&from[name])));
    Ok(())
}

/// All floating-point and scaled tensors of a safetensors file, in fp32.
pub fn read(file: &Path) -> Result<Named> {
    let hint = "expected a whole safetensors file; get it anew";
    let bytes = read::bytes(file, hint)?;
    let tensors = SafeTensors::deserialize(&bytes).map_err(|error| Error::new(file, format!("no whole weight file: {error}"), hint))?;
    let mut named = Named::new();
    for (name, view) in tensors.iter().filter(|(name, _)| !name.ends_with(SCALE)) {
        let tensor = match view.dtype() {
            Dtype::F32 | Dtype::F16 | Dtype::BF16 => to_tensor(&view),
            Dtype::I8 => {
                let scale = tensors.tensor(&format!("{name}{SCALE}")).map_err(|error| Error::new(file, error, hint))?;
                scaled(&view, &scale).ok_or_else(|| Error::new(file, format!("{name} and its scale do not fit"), hint))?
            }
            _ => continue,
        };
        if !bool::try_from(tensor.isfinite().all()).unwrap_or(false) {
            return Err(Error::new(file, format!("{name} holds what is no number"), hint));
        }
        named.insert(name.to_string(), tensor);
    }
    Ok(named)
}

fn to_tensor(view: &TensorView) -> Tensor {
    let pairs = || view.data().chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let values: Vec<f32> = match view.dtype() {
        Dtype::I8 => view.data().iter().map(|byte| f32::from(*byte as i8)).collect(),
        Dtype::F16 => pairs().map(|pair| f16::from_le_bytes(pair).to_f32()).collect(),
        Dtype::BF16 => pairs().map(|pair| bf16::from_le_bytes(pair).to_f32()).collect(),
        _ => view.data().chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect(),
    };
    Tensor::from_slice(&values).view(view.shape().iter().map(|size| *size as i64).collect::<Vec<_>>().as_slice())
}

fn scaled(integers: &TensorView, scale: &TensorView) -> Option<Tensor> {
    let fits = integers.shape().len() == 2 && scale.shape() == [integers.shape()[0]] && scale.dtype() == Dtype::F32;
    fits.then(|| to_tensor(integers) * to_tensor(scale).unsqueeze(1))
}

/// One stored tensor: name, kind, shape, bytes.
type Stored = (String, Dtype, Vec<usize>, Vec<u8>);

/// Writes a model folder's weights as one file or several, and takes away such files of an earlier, larger model.
pub fn write_model(folder: &Path, tensors: &Named, precision: Precision) -> Result<()> {
    let mut parts: Vec<Vec<Stored>> = vec![Vec::new()];
    let mut room = LARGEST_FILE;
    for (name, tensor) in tensors {
        let stored = store(name, tensor, precision);
        let size = stored.iter().map(|(_, _, _, bytes)| bytes.len()).sum();
        if size > room && room < LARGEST_FILE {
            parts.push(Vec::new());
            room = LARGEST_FILE;
        }
        room = room.saturating_sub(size);
        if let Some(part) = parts.last_mut() {
            part.extend(stored);
        }
    }
    files(folder).iter().skip(parts.len()).for_each(|file| drop(std::fs::remove_file(file)));
    let name = |index: usize| if index == 0 { "weights.safetensors".into() } else { format!("weights-{}.safetensors", index + 1) };
    parts.into_iter().enumerate().try_for_each(|(index, part)| write_stored(&folder.join(name(index)), part))
}

/// Writes tensors to a temporary file beside `file` and renames it: a killed process leaves no half file.
pub fn write(file: &Path, tensors: &Named, precision: Precision) -> Result<()> {
    write_stored(file, tensors.iter().flat_map(|(name, tensor)| store(name, tensor, precision)).collect())
}

fn write_stored(file: &Path, stored: Vec<Stored>) -> Result<()> {
    let hint = "expected a place that can be written to with room for the weights";
    let views = stored
        .iter()
        .map(|(name, kind, shape, bytes)| TensorView::new(*kind, shape.clone(), bytes).map(|view| (name.as_str(), view)))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|error| Error::new(file, error, hint))?;
    let bytes = safetensors::serialize(views, None).map_err(|error| Error::new(file, error, hint))?;
    write_whole(file, &bytes)
}

fn store(name: &str, tensor: &Tensor, precision: Precision) -> Vec<Stored> {
    let shape: Vec<usize> = tensor.size().into_iter().map(|size| size as usize).collect();
    let values = values(tensor);
    match precision {
        Precision::Int8 if shape.len() == 2 => {
            let scales: Vec<f32> = values.chunks_exact(shape[1].max(1)).map(scale).collect();
            let rows = values.chunks_exact(shape[1].max(1)).zip(&scales);
            let integers = rows.flat_map(|(row, scale)| row.iter().map(move |value| (value / scale).round() as i8 as u8)).collect();
            let exact = scales.iter().flat_map(|scale| scale.to_le_bytes()).collect();
            vec![(name.into(), Dtype::I8, shape.clone(), integers), (format!("{name}{SCALE}"), Dtype::F32, vec![shape[0]], exact)]
        }
        Precision::Fp32 => vec![(name.into(), Dtype::F32, shape, values.iter().flat_map(|value| value.to_le_bytes()).collect())],
        _ => {
            let halves = values.iter().flat_map(|value| f16::from_f32(*value).to_le_bytes()).collect();
            vec![(name.into(), Dtype::F16, shape, halves)]
        }
    }
}

/// The scale under which a row's largest value is 127.
fn scale(row: &[f32]) -> f32 {
    let largest = row.iter().fold(0f32, |largest, value| largest.max(value.abs()));
    if largest > 0.0 { largest / 127.0 } else { 1.0 }
}

fn values(tensor: &Tensor) -> Vec<f32> {
    let flat = tensor.detach().to_device(Device::Cpu).to_kind(Kind::Float).contiguous().view(-1);
    let mut values = vec![0f32; flat.numel()];
    flat.copy_data(&mut values, flat.numel());
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bits_keep_each_row_to_its_own_scale() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let rows = Tensor::from_slice(&[1.0f32, -0.5, 0.25, 100.0, 3.0, -7.0, 0.0, 0.0, 0.0]).view([3, 3]);
        let named = Named::from([("w".to_string(), rows.shallow_clone()), ("b".to_string(), Tensor::from_slice(&[0.5f32, 2.0]))]);
        write_model(folder.path(), &named, Precision::Int8).unwrap();
        let back = read(&folder.path().join("weights.safetensors")).unwrap();
        assert_eq!(back.len(), 2);
        let error = (&back["w"] - &rows).abs().view(-1);
        let bound = Tensor::from_slice(&[1.0f32, 1.0, 1.0, 100.0, 100.0, 100.0, 0.0, 0.0, 0.0]) / 127.0 * 0.5001;
        assert_eq!(error.gt_tensor(&bound).sum(Kind::Int64).int64_value(&[]), 0);
        assert_eq!(back["b"], named["b"]);
    }
}
