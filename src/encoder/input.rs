//! `encode`: from a question about one actor, one issue and one sentence to the token ids that training and scoring share.
//!
//! ```text
//! [CLS] actor [SEP] issue name . description [SEP]  context  words before [unused1] mention [unused2] words after [SEP]
//! └──────────────── segment 0 ────────────────────┘└──────────────────────── segment 1 ─────────────────────────────┘
//! ```
//! MPNet's names of `[CLS]` and `[SEP]` are `<s>` and `</s>`, and it has no segments.
//!
//! What is too long is cut in this order: the context from its front, the description from its end, the sentence from whichever end
//! lies farther from the mention. Every cut is told in [`Input::cut`].
use super::batch::Row;
use super::read;
use crate::error::{Error, Result};
use crate::span::Span;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokenizers::Tokenizer;

/// A question to the classifier: where does `speaker`, as `text` shows it, stand on the issue?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Query<'a> {
    /// The actor's name; empty where nobody is known.
    pub speaker: &'a str,
    /// The sentence.
    pub text: &'a str,
    /// Where `text` mentions the speaker, in bytes of `text`.
    pub mention: Option<Span>,
    /// What stands before the sentence: two sentences and 420 characters at most.
    pub context: &'a str,
    /// The issue's name.
    pub issue: &'a str,
    /// What being for the issue means; may be empty.
    pub description: &'a str,
}

/// A query as the network reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Token ids, special ones included; each under the vocabulary's size.
    pub ids: Vec<i64>,
    /// How many of the first tokens are segment 0; the rest is segment 1.
    pub split: usize,
    /// Position of the opening mark; 0, the `[CLS]`, where nothing is marked.
    pub mark: usize,
    /// What had to be left out.
    pub cut: Cut,
}

impl Row for Input {
    fn ids(&self) -> &[i64] {
        &self.ids
    }

    fn segment(&self, at: usize) -> i64 {
        i64::from(at >= self.split)
    }

    fn mark(&self) -> usize {
        self.mark
    }
}

/// How many tokens were left out of an [`Input`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Of the context.
    pub context: usize,
    /// Of the issue's description.
    pub description: usize,
    /// Of the sentence.
    pub sentence: usize,
}

/// Turns queries into inputs.
pub struct Encoder {
    tokenizer: Tokenizer,
    /// Sentences, contexts and issues come again and again beside one another; tokenising is the slow part.
    known: Mutex<HashMap<String, Arc<[i64]>>>,
    max_tokens: usize,
    cls: i64,
    sep: i64,
    open: i64,
    close: i64,
}

/// Longest actor name and issue name in tokens; more of them is a sentence in the wrong field.
const LONGEST_NAME: usize = 24;
/// Texts whose tokens are remembered at most.
const MOST_KNOWN: usize = 20_000;
/// The least room that is kept for the sentence whatever the codebook says.
const SENTENCE_ROOM: usize = 32;

impl Encoder {
    /// From a `tokenizer.json`, for inputs of `max_tokens` at most (at least 96).
    pub fn load(path: &Path, max_tokens: usize) -> Result<Encoder> {
        let hint = "expected the tokenizer.json of the model's base; get the model folder anew";
        let mut tokenizer = Tokenizer::from_bytes(read::bytes(path, hint)?).map_err(|error| Error::new(path, error, hint))?;
        tokenizer.with_truncation(None).map_err(|error| Error::new(path, error, hint))?.with_padding(None);
        let id =
            |token: &str| tokenizer.token_to_id(token).map(i64::from).ok_or_else(|| Error::new(path, format!("no token {token}"), hint));
        let of_bert = tokenizer.token_to_id("<s>").is_none();
        let (first, last) = if of_bert { ("[CLS]", "[SEP]") } else { ("<s>", "</s>") };
        let (cls, sep, open, close) = (id(first)?, id(last)?, id("[unused1]")?, id("[unused2]")?);
        Ok(Encoder { tokenizer, known: Mutex::default(), max_tokens: max_tokens.max(96), cls, sep, open, close })
    }

    /// The number of token ids.
    pub fn vocabulary(&self) -> usize {
        self.tokenizer.get_vocab_size(true)
    }

    /// The token ids of one query; see the module's drawing.
    pub fn encode(&self, query: &Query) -> Input {
        let mut cut = Cut::default();
        let mut speaker = self.tokens(query.speaker);
        let mut issue = self.tokens(query.issue);
        speaker.truncate(LONGEST_NAME);
        issue.truncate(LONGEST_NAME);
        let mut description = self.tokens(query.description);
        let (mut sentence, mut mark) = self.mark(query);
        let mut context = VecDeque::from(self.tokens(query.context));

        let names = 4 + speaker.len() + issue.len() + usize::from(!description.is_empty());
        let room = self.max_tokens.saturating_sub(names);
        let spare = room.saturating_sub(sentence.len());
        let kept = description.len().min(spare.max(room.saturating_sub(SENTENCE_ROOM.max(sentence.len()))));
        cut.description = description.len() - kept;
        description.truncate(kept);
        let room = room - kept;
        cut.sentence = cut_around(&mut sentence, &mut mark, room);
        cut.context = context.len().saturating_sub(room - sentence.len());
        context.drain(..cut.context);

        let mut ids = vec![self.cls];
        ids.append(&mut speaker);
        ids.push(self.sep);
        ids.append(&mut issue);
        if !description.is_empty() {
            ids.extend(self.tokens("."));
            ids.append(&mut description);
        }
        ids.push(self.sep);
        let split = ids.len();
        ids.extend(context);
        let mark = mark.map_or(0, |at| ids.len() + at);
        ids.append(&mut sentence);
        ids.push(self.sep);
        Input { ids, split, mark, cut }
    }

    /// The sentence's tokens with the mention between its marks, and where the opening mark stands among them.
    fn mark(&self, query: &Query) -> (Vec<i64>, Option<usize>) {
        let parts = query.mention.and_then(|span| {
            let (before, rest) = query.text.split_at_checked(span.start)?;
            let (mention, after) = rest.split_at_checked(span.len())?;
            (!mention.trim().is_empty()).then_some((before, mention, after))
        });
        let Some((before, mention, after)) = parts else { return (self.tokens(query.text), None) };
        let mut ids = self.tokens(before);
        let mark = ids.len();
        ids.push(self.open);
        ids.extend(self.tokens(mention));
        ids.push(self.close);
        ids.extend(self.tokens(after));
        (ids, Some(mark))
    }

    fn tokens(&self, text: &str) -> Vec<i64> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ids) = known().get(text) {
            return ids.to_vec();
        }
        let encoding = self.tokenizer.encode_fast(text, false);
        let ids: Arc<[i64]> =
            encoding.map_or_else(|_| Arc::default(), |encoding| encoding.get_ids().iter().map(|id| i64::from(*id)).collect());
        let mut known = known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(text.to_string(), ids.clone());
        ids.to_vec()
    }
}

/// Shortens `sentence` to `room` tokens from whichever end is farther from `mark`, and tells how many went.
fn cut_around(sentence: &mut Vec<i64>, mark: &mut Option<usize>, room: usize) -> usize {
    let excess = sentence.len().saturating_sub(room);
    let centre = mark.unwrap_or(0);
    let front = centre.saturating_sub(room / 2).min(excess);
    sentence.drain(..front);
    sentence.truncate(room);
    *mark = mark.map(|at| at - front);
    excess
}
