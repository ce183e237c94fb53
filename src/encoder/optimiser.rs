//! AdamW whose whole state can be written to a file (tch's own optimisers keep theirs to themselves).
use super::weights::Named;
use tch::{Kind, Tensor, no_grad};

/// What stays the same over a training.
#[derive(Clone, Copy, Debug)]
pub struct AdamW {
    /// Decay of the first moment.
    pub beta1: f64,
    /// Decay of the second moment.
    pub beta2: f64,
    /// Added to the denominator.
    pub epsilon: f64,
    /// Decoupled weight decay; none on biases and layer norms.
    pub decay: f64,
}

/// One trained variable with its fp32 master and its moments.
pub struct Parameter {
    /// Its name in the weight file.
    pub name: String,
    variable: Tensor,
    /// The exact value; `variable` follows it in its own kind.
    pub master: Tensor,
    /// First moment.
    pub first: Tensor,
    /// Second moment.
    pub second: Tensor,
}

impl Parameter {
    /// Starts from the variable's value, which must be exact (fp32) when this is called.
    pub fn new(name: &str, variable: Tensor) -> Parameter {
        let master = variable.detach().to_kind(Kind::Float).copy();
        let (first, second) = (master.zeros_like(), master.zeros_like());
        Parameter { name: name.to_string(), variable, master, first, second }
    }

    fn decays(&self) -> bool {
        !(self.name.ends_with("bias") || self.name.contains("LayerNorm"))
    }

    /// Makes the variable equal to the master, in the variable's kind.
    pub fn publish(&mut self) {
        no_grad(|| self.variable.copy_(&self.master));
    }
}

/// The largest norm that gradients keep; takes all parameters' gradients together and tells the norm before clipping.
pub fn clip<'a>(parameters: impl Iterator<Item = &'a Parameter>, largest: f64) -> f64 {
    let gradients: Vec<Tensor> = parameters.map(|parameter| parameter.variable.grad()).filter(Tensor::defined).collect();
    let norms: Vec<Tensor> = gradients.iter().map(|gradient| gradient.to_kind(Kind::Float).norm()).collect();
    let norm = if norms.is_empty() { 0.0 } else { Tensor::stack(&norms, 0).norm().double_value(&[]) };
    if norm > largest {
        gradients.into_iter().for_each(|mut gradient| no_grad(|| drop(gradient.g_mul_scalar_(largest / norm))));
    }
    norm
}

impl AdamW {
    /// One step, counted from 1, at learning rate `rate`; gradients are taken from the variables and cleared.
    ///
    /// Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.
    pub fn step(&self, parameters: &mut [Parameter], step: usize, rate: f64) {
        let (bias1, bias2) = (1.0 - self.beta1.powi(step as i32), 1.0 - self.beta2.powi(step as i32));
        no_grad(|| {
            for parameter in parameters {
                let mut gradient = parameter.variable.grad();
                if !gradient.defined() {
                    continue;
                }
                let exact = gradient.to_kind(Kind::Float);
                if parameter.decays() {
                    let _ = parameter.master.g_mul_scalar_(1.0 - rate * self.decay);
                }
                let _ = parameter.first.lerp_(&exact, 1.0 - self.beta1);
                let _ = parameter.second.lerp_(&(&exact * &exact), 1.0 - self.beta2);
                let denominator = (&parameter.second / bias2).sqrt() + self.epsilon;
                let _ = parameter.master.addcdiv_(&(&parameter.first * (-rate / bias1)), &denominator);
                let _ = gradient.zero_();
                parameter.variable.copy_(&parameter.master);
            }
        });
    }
}

/// Masters and moments under `master.`, `first.` and `second.`: all that a resumed training needs.
pub fn state(parameters: &[Parameter]) -> Named {
    parameters
        .iter()
        .flat_map(|parameter| {
            let parts = [("master", &parameter.master), ("first", &parameter.first), ("second", &parameter.second)];
            parts.map(|(part, tensor)| (format!("{part}.{}", parameter.name), tensor.shallow_clone()))
        })
        .collect()
}
