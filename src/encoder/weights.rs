//! Weight files: safetensors, compared name by name and shape by shape with the network before anything is copied, and written whole.
//!
//! tch's own loading changes the store's kind to the file's and takes a wrong shape that broadcasts; this does neither.
use super::network::Network;
use crate::error::{Error, Result};
use crate::file::write_whole;
use half::{bf16, f16};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use std::collections::BTreeMap;
use std::path::Path;
use tch::{Kind, Tensor};

/// Named tensors.
pub type Named = BTreeMap<String, Tensor>;

/// Every variable of the network, encoder and head.
pub fn variables(network: &Network) -> Named {
    network.encoder_variables.variables().into_iter().chain(network.head_variables.variables()).collect()
}

/// Copies `file` into the variables. With `head` false the head keeps its random weights and the file may hold more than is asked for
/// (a base model); otherwise names must match exactly.
pub fn load(network: &mut Network, file: &Path, head: bool) -> Result<()> {
    let wanted = if head { variables(network) } else { network.encoder_variables.variables().into_iter().collect() };
    copy(&wanted, &read(file)?, file, head)
}

/// Copies `from` into `wanted`, each under its name, after comparing names and shapes. `exact` forbids names that nobody wants.
pub fn copy(wanted: &Named, from: &Named, file: &Path, exact: bool) -> Result<()> {
    let hint = "the weights do not belong to this config.json; get the model folder anew";
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

/// All floating-point tensors of a safetensors file, in fp32.
pub fn read(file: &Path) -> Result<Named> {
    let hint = "expected a whole safetensors file; get it anew";
    let bytes = std::fs::read(file).map_err(|error| Error::new(file, error, hint))?;
    let tensors = SafeTensors::deserialize(&bytes).map_err(|error| Error::new(file, error, hint))?;
    let floats = tensors.iter().filter(|(_, view)| matches!(view.dtype(), Dtype::F32 | Dtype::F16 | Dtype::BF16));
    Ok(floats.map(|(name, view)| (name.to_string(), to_tensor(&view))).collect())
}

fn to_tensor(view: &TensorView) -> Tensor {
    let pairs = || view.data().chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let values: Vec<f32> = match view.dtype() {
        Dtype::F16 => pairs().map(|pair| f16::from_le_bytes(pair).to_f32()).collect(),
        Dtype::BF16 => pairs().map(|pair| bf16::from_le_bytes(pair).to_f32()).collect(),
        _ => view.data().chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect(),
    };
    Tensor::from_slice(&values).view(view.shape().iter().map(|size| *size as i64).collect::<Vec<_>>().as_slice())
}

/// Writes tensors as fp32, or as fp16 when `half`, to a temporary file beside `file` and renames it: a killed process leaves no half file.
pub fn write(file: &Path, tensors: &Named, half: bool) -> Result<()> {
    let hint = "expected a place that can be written to with room for the weights";
    let data: Vec<(String, Vec<usize>, Vec<u8>)> =
        tensors.iter().map(|(name, tensor)| (name.clone(), shape(tensor), to_bytes(tensor, half))).collect();
    let dtype = if half { Dtype::F16 } else { Dtype::F32 };
    let views = data
        .iter()
        .map(|(name, shape, bytes)| TensorView::new(dtype, shape.clone(), bytes).map(|view| (name.as_str(), view)))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|error| Error::new(file, error, hint))?;
    let bytes = safetensors::serialize(views, None).map_err(|error| Error::new(file, error, hint))?;
    write_whole(file, &bytes)
}

fn shape(tensor: &Tensor) -> Vec<usize> {
    tensor.size().into_iter().map(|size| size as usize).collect()
}

fn to_bytes(tensor: &Tensor, half: bool) -> Vec<u8> {
    let flat = tensor.detach().to_kind(Kind::Float).contiguous().view(-1);
    let mut values = vec![0f32; flat.numel()];
    flat.copy_data(&mut values, flat.numel());
    if half {
        values.iter().flat_map(|value| f16::from_f32(*value).to_le_bytes()).collect()
    } else {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }
}
