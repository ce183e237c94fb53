//! The command line.
use standpoint::encoder::train::{Event, Places, train};
use standpoint::encoder::{Arithmetic, arithmetic::Speed};
fn main() {
    #[allow(unsafe_code)]
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, 32 << 20);
        libc::mallopt(libc::M_TRIM_THRESHOLD, 512 << 20);
        libc::mallopt(libc::M_TOP_PAD, 64 << 20);
    }
    println!("{:?}", Speed::measure());
    let a: Vec<String> = std::env::args().collect();
    let places = Places { recipe: a[1].clone().into(), data: a[2].clone().into(), out: a[3].clone().into() };
    let arithmetic = if a[4] == "bf16" { Arithmetic::Bf16 } else { Arithmetic::Fp32 };
    let mut start = std::time::Instant::now();
    let mut n = 0;
    let r = train(&places, arithmetic, &mut |e| match e {
        Event::Step { step, loss, pairs } => {
            n += pairs;
            if step % 10 == 0 {
                println!("{step} {loss:.4} {:.1}/s", n as f64 / start.elapsed().as_secs_f64())
            }
        }
        Event::Evaluated { step, figures } => println!("{step} {}", serde_json::to_string(figures).unwrap()),
        other => {
            start = std::time::Instant::now();
            println!("{other:?}")
        }
    });
    println!("{:?}", r.err());
}
