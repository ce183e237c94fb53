//! The command line.
fn main() {
    println!("{:?}", tch::Tensor::from_slice(&[1f32, 2.0]) + 1.0);
}
