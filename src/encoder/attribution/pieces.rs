//! An article as word pieces, each with its place in the body.
use super::super::read;
use crate::error::{Error, Result};
use crate::span::Span;
use std::ops::Range;
use std::path::Path;
use tokenizers::Tokenizer;

/// A word piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Its token id, under the vocabulary's size.
    pub id: i64,
    /// Where, in the body.
    pub span: Span,
    /// Whether a word or mark begins with it.
    pub begins: bool,
    /// Whether its word begins with a capital letter, which the token ids do not tell.
    pub capital: bool,
}

/// The pieces of an article, and how sentences and paragraphs divide them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces {
    /// In order.
    pub pieces: Vec<Piece>,
    /// The pieces of each sentence; none of one that is too long to be one.
    pub sentences: Vec<Range<usize>>,
    /// The number of the paragraph each sentence stands in.
    pub paragraphs: Vec<usize>,
}

impl Pieces {
    /// The sentence a piece stands in.
    pub fn sentence_of(&self, piece: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= piece)
    }

    /// The bytes from the first to the last of some pieces.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.pieces[range.start].span.start, self.pieces[range.end - 1].span.end)
    }

    /// Where the word goes on that begins before or at `at`: the next piece that begins a word, `end` at most.
    pub fn word_end(&self, at: usize, end: usize) -> usize {
        (at + 1..end).find(|next| self.pieces[*next].begins).unwrap_or(end)
    }
}

/// Splits sentences into pieces.
pub struct Reader {
    tokenizer: Tokenizer,
    /// `[CLS]`, `[SEP]` and the marks around a cue.
    pub(super) special: Special,
}

/// Ids of special tokens.
#[derive(Clone, Copy, Debug)]
pub struct Special {
    pub(super) cls: i64,
    pub(super) sep: i64,
    pub(super) open: i64,
    pub(super) close: i64,
}

impl Reader {
    /// From a `tokenizer.json` of BERT.
    pub fn load(path: &Path) -> Result<Reader> {
        let hint = "expected the tokenizer.json of a BERT; get the model folder anew";
        let mut tokenizer = Tokenizer::from_bytes(read::bytes(path, hint)?).map_err(|error| Error::new(path, error, hint))?;
        tokenizer.with_truncation(None).map_err(|error| Error::new(path, error, hint))?.with_padding(None);
        let id = |token| tokenizer.token_to_id(token).map(i64::from).ok_or_else(|| Error::new(path, format!("no token {token}"), hint));
        let special = Special { cls: id("[CLS]")?, sep: id("[SEP]")?, open: id("[unused1]")?, close: id("[unused2]")? };
        Ok(Reader { tokenizer, special })
    }

    /// The number of token ids.
    pub fn vocabulary(&self) -> usize {
        self.tokenizer.get_vocab_size(true)
    }

    /// The pieces of a body's sentences; those longer than `longest` bytes have none.
    pub fn pieces(&self, body: &str, sentences: &[Span], longest: usize) -> Pieces {
        let mut all = Pieces::default();
        let (mut before, mut paragraph) = (0, 0);
        for sentence in sentences {
            paragraph += usize::from(body.get(before..sentence.start).unwrap_or("\n").contains('\n'));
            before = sentence.end;
            let start = all.pieces.len();
            if sentence.len() <= longest {
                self.add(&mut all.pieces, body, *sentence);
            }
            all.sentences.push(start..all.pieces.len());
            all.paragraphs.push(paragraph);
        }
        all
    }

    fn add(&self, pieces: &mut Vec<Piece>, body: &str, sentence: Span) {
        let text = sentence.of(body);
        let Ok(encoding) = self.tokenizer.encode(text, false) else { return };
        let mut capital = false;
        for ((id, token), (start, end)) in encoding.get_ids().iter().zip(encoding.get_tokens()).zip(encoding.get_offsets()) {
            // what stands for a part of a character stands for the whole of it
            let span = Span::new(text.floor_char_boundary(*start), text.ceil_char_boundary(*end));
            let begins = !token.starts_with("##");
            if begins {
                capital = span.of(text).starts_with(char::is_uppercase);
            }
            if !span.is_empty() {
                let span = Span::new(sentence.start + span.start, sentence.start + span.end);
                pieces.push(Piece { id: i64::from(*id), span, begins, capital });
            }
        }
    }
}
