//! Why a sentence that shows a stance counts nowhere.

/// Why a piece of evidence is in no headline, count, net or interval. It can still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Another actor reports it of the speaker.
    Relayed,
    /// It is of a time past.
    Past,
    /// The actor is merely mentioned, and the stance is not sure enough for that.
    Mention,
    /// Attributions were asked to be surer.
    Attribution,
    /// Days were asked for, and its text has none.
    Undated,
    /// Its text first appeared outside of the days asked for.
    OutsidePeriod,
    /// The saying it belongs to is unsure.
    Unsure,
    /// The saying it belongs to has no stance: the rest of the article outweighs this sentence.
    Outweighed,
}

impl Reason {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Relayed => "relayed",
            Reason::Past => "past",
            Reason::Mention => "merely mentioned, and no sure stance",
            Reason::Attribution => "attribution too unsure",
            Reason::OutsidePeriod => "outside the period",
            Reason::Undated => "undated",
            Reason::Unsure => "unsure",
            Reason::Outweighed => "no stance in the article as a whole",
        }
    }

    /// Why a position is hidden that has only evidence left out for this reason; `None` for evidence of a saying, which is there to see.
    pub(super) fn hides(self) -> Option<&'static str> {
        match self {
            Reason::Relayed | Reason::Past => Some("only relayed or past statements"),
            Reason::Mention | Reason::Attribution | Reason::OutsidePeriod | Reason::Undated => Some(self.words()),
            Reason::Unsure | Reason::Outweighed => None,
        }
    }
}
