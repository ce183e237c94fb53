//! AdamW whose whole state can be written to a file (tch's own optimisers keep theirs to themselves).
//!
//! All variables of a learning rate lie in one long vector, so that a step is a few operations however many variables there are.
use super::weights::Named;
use std::collections::BTreeMap;
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

/// The trained variables of one learning rate with their fp32 masters and moments.
pub struct Group {
    names: Vec<String>,
    variables: Vec<Tensor>,
    /// Elements that decay; they come first.
    decayed: i64,
    master: Tensor,
    first: Tensor,
    second: Tensor,
}

impl Group {
    /// Starts from the variables' values, which must be exact (fp32) when this is called; at least one.
    pub fn new(variables: BTreeMap<String, Tensor>) -> Group {
        let (decayed, kept): (Vec<_>, Vec<_>) = variables.into_iter().partition(|(name, _)| decays(name));
        let length = decayed.iter().map(|(_, variable)| variable.numel() as i64).sum();
        let (names, variables): (Vec<_>, Vec<_>) = decayed.into_iter().chain(kept).unzip();
        let master = no_grad(|| flat(&variables));
        let (first, second) = (master.zeros_like(), master.zeros_like());
        Group { names, variables, decayed: length, master, first, second }
    }

    /// What gradients are asked for.
    pub fn variables(&self) -> &[Tensor] {
        &self.variables
    }

    /// The exact values, each under its name: views that share memory with the group.
    pub fn masters(&self) -> Named {
        self.named("", &self.master)
    }

    /// Masters and moments under `master.`, `first.` and `second.`, as views: all that a resumed training needs.
    pub fn state(&self) -> Named {
        let parts = [("master.", &self.master), ("first.", &self.first), ("second.", &self.second)];
        parts.into_iter().flat_map(|(part, flat)| self.named(part, flat)).collect()
    }

    fn named(&self, prefix: &str, flat: &Tensor) -> Named {
        let names = self.names.iter().map(|name| format!("{prefix}{name}"));
        names.zip(self.views(flat)).collect()
    }

    fn views(&self, flat: &Tensor) -> Vec<Tensor> {
        let mut start = 0;
        let view = |variable: &Tensor| {
            let length = variable.numel() as i64;
            start += length;
            flat.narrow(0, start - length, length).view_as(variable)
        };
        self.variables.iter().map(view).collect()
    }

    /// Makes every variable equal to its master, in the variable's kind.
    pub fn publish(&mut self) {
        let views = self.views(&self.master);
        no_grad(|| self.variables.iter_mut().zip(views).for_each(|(variable, master)| variable.copy_(&master)));
    }

    /// One step, counted from 1, at learning rate `rate`, along a flat fp32 gradient; the variables follow.
    ///
    /// Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.
    pub fn step(&mut self, optimiser: &AdamW, gradient: &Tensor, step: usize, rate: f64) {
        let AdamW { beta1, beta2, epsilon, decay } = *optimiser;
        let (bias1, bias2) = (1.0 - beta1.powi(step as i32), 1.0 - beta2.powi(step as i32));
        no_grad(|| {
            let _ = self.master.narrow(0, 0, self.decayed).g_mul_scalar_(1.0 - rate * decay);
            let _ = self.first.lerp_(gradient, 1.0 - beta1);
            let _ = self.second.lerp_(&(gradient * gradient), 1.0 - beta2);
            let mut denominator = &self.second / bias2;
            let _ = denominator.sqrt_().g_add_scalar_(epsilon);
            let _ = self.master.addcdiv_(&(&self.first * (-rate / bias1)), &denominator);
        });
        self.publish();
    }
}

fn decays(name: &str) -> bool {
    !(name.ends_with("bias") || name.contains("LayerNorm"))
}

/// Tensors one after the other as one fp32 vector.
pub fn flat(tensors: &[Tensor]) -> Tensor {
    let vectors: Vec<Tensor> = tensors.iter().map(|tensor| tensor.detach().reshape([-1])).collect();
    Tensor::cat(&vectors, 0).to_kind(Kind::Float)
}

/// Shortens gradients to a common norm of `largest` at most; gives their norm before, a tensor of one number.
pub fn clip(gradients: &mut [Tensor], largest: f64) -> Tensor {
    let norms: Vec<Tensor> = gradients.iter().map(Tensor::norm).collect();
    let norm = Tensor::stack(&norms, 0).norm();
    let share = (norm.clamp_min(1e-12).reciprocal() * largest).clamp_max(1.0);
    gradients.iter_mut().for_each(|gradient| drop(gradient.g_mul_(&share)));
    norm
}
