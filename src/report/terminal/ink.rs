//! Text with inks.
use crate::report::plain::plain;

/// How a piece of text looks where the terminal has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Bold,
    Dim,
    Underlined,
    Supportive,
    Opposed,
    /// Of mixed and changed positions.
    Both,
    /// Of what is too little to count on.
    Weak,
}

impl Ink {
    /// The parameters of the escape sequence that begins it; the two poles are a blue and an orange that the colour-blind tell apart.
    fn code(self) -> Option<&'static str> {
        match self {
            Ink::Plain => None,
            Ink::Bold => Some("1"),
            Ink::Dim => Some("2"),
            Ink::Underlined => Some("4"),
            Ink::Supportive => Some("38;5;33"),
            Ink::Opposed => Some("38;5;208"),
            Ink::Both => Some("38;5;134"),
            Ink::Weak => Some("38;5;245"),
        }
    }
}

/// A piece of a line. Its text steers no terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub ink: Ink,
}

/// What stands on one line.
pub type Line = Vec<Piece>;

/// A piece made harmless.
pub fn piece(text: &str, ink: Ink) -> Piece {
    Piece { text: plain(text), ink }
}

pub fn dim(text: &str) -> Piece {
    piece(text, Ink::Dim)
}

pub fn bold(text: &str) -> Piece {
    piece(text, Ink::Bold)
}

/// The lines as text, without spaces at their ends, with escape sequences only where there is colour.
pub fn paint(lines: &[Line], colour: bool) -> String {
    let one = |piece: &Piece| match piece.ink.code().filter(|_| colour && !piece.text.trim().is_empty()) {
        Some(code) => format!("\u{1b}[{code}m{}\u{1b}[0m", piece.text),
        None => piece.text.clone(),
    };
    let line = |line: &Line| line.iter().map(one).collect::<String>().trim_end().to_string();
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}
