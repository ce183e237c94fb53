//! What the text stages find in one article: sentences, actors, their mentions, and statements.
use crate::actor::{Actor, Mention};
use crate::article::Article;
use crate::round::round;
use crate::span::Span;
use crate::statement::attribution::Attribution;
use crate::statement::{Evidence, Statement};
use serde_json::{Value, json};

mod author;
mod focus;
mod inside;
mod issuer;
mod pointer;
mod quoted;
mod relay;
#[cfg(test)]
mod resolution;
mod speaker;
mod text;
mod time;
mod told;
mod uttered;
mod voice;
mod words;

pub use text::{LONGEST, Text};

/// One article, read. A pure function of its body and, of an opinion piece, of title and author.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Sentences in order, without the white space between them.
    pub sentences: Vec<Span>,
    /// Everyone who is mentioned or speaks.
    pub actors: Vec<Actor>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Statements in the order of the text. Whoever is mentioned in a sentence without a statement of their own there has one with
    /// evidence `mention`, whose source is the mention.
    pub statements: Vec<Statement>,
}

/// Reads an article's body by rule: splits it into sentences, finds who is mentioned and who says what. In an opinion piece the author
/// says what nobody else does.
pub fn read(article: &Article) -> Reading {
    let text = Text::of(article);
    let attributions = text.attributions_by_rule();
    tell(text, attributions)
}

/// The same with attributions found by other means: a list for each sentence, in the order of their cues.
pub fn tell(text: Text, attributions: Vec<Vec<Attribution>>) -> Reading {
    told::Story::new(text).tell(attributions)
}

impl Reading {
    /// The indices of the sentences that a statement lies in: those its content overlaps, else its cue, else its source.
    pub fn sentences_of(&self, statement: &Statement) -> Vec<usize> {
        let overlapping = |span: &Span| {
            let first = self.sentences.partition_point(|sentence| sentence.end <= span.start);
            let end = span.end;
            (first..self.sentences.len()).take_while(move |at| self.sentences[*at].start < end)
        };
        let mut all: Vec<usize> = statement.place().iter().flat_map(overlapping).collect();
        all.dedup();
        all
    }

    /// The line that `standpoint statements` writes: the statements with byte spans, speakers by name.
    pub fn to_json(&self, id: &str) -> Value {
        let statements: Vec<Value> = self.statements.iter().map(|statement| self.statement_json(statement)).collect();
        json!({ "id": id, "statements": statements })
    }

    fn statement_json(&self, statement: &Statement) -> Value {
        let mut line = json!({
            "source": statement.source,
            "cue": statement.cue,
            "content": statement.content,
            "speaker": statement.speaker.and_then(|actor| self.actors.get(actor)),
            "evidence": statement.evidence,
            "time": statement.time,
            "confidence": round(statement.confidence),
        });
        if let (Evidence::Relayed, Some(by)) = (statement.evidence, statement.relayed_by.and_then(|actor| self.actors.get(actor))) {
            line["relayed_by"] = json!(by);
        }
        if let Some(principal) = statement.speaks_for.and_then(|actor| self.actors.get(actor)) {
            line["speaks_for"] = json!(principal);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Kind;
    use crate::article::Genre;
    use proptest::prelude::*;

    fn read(body: &str) -> Reading {
        super::read(&Article { body: body.into(), ..Article::default() })
    }

    /// Statements that are no mentions, as (speaker, source, cue, content).
    fn said(body: &str) -> Vec<(String, String, String, String)> {
        let reading = read(body);
        let text = |spans: &[Span]| spans.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" .. ");
        let name = |actor: Option<usize>| actor.map_or(String::new(), |actor| reading.actors[actor].name.clone());
        let told = reading.statements.iter().filter(|s| s.evidence != Evidence::Mention);
        told.map(|s| (name(s.speaker), text(&s.source), text(&s.cue), text(&s.content))).collect()
    }

    fn only(body: &str) -> [String; 4] {
        let all = said(body);
        assert_eq!(all.len(), 1, "{all:?}");
        let (speaker, source, cue, content) = all[0].clone();
        [speaker, source, cue, content]
    }

    #[test]
    fn the_common_orders_of_speech() {
        let subject_first = only("Governor Ada Hale said, “The bridge must wait.”");
        assert_eq!(subject_first, ["Ada Hale", "Governor Ada Hale", "said", "“The bridge must wait.”"]);
        let quote_first = only("“The bridge must wait,” Ada Hale said on Monday.");
        assert_eq!(quote_first, ["Ada Hale", "Ada Hale", "said", "“The bridge must wait,”"]);
        let inverted = only("“The bridge must wait,” said Ada Hale, a farmer from the valley.");
        assert_eq!(inverted, ["Ada Hale", "Ada Hale, a farmer from the valley", "said", "“The bridge must wait,”"]);
        let indirect = only("Ada Hale told reporters on Monday that the bridge would wait.");
        assert_eq!(indirect, ["Ada Hale", "Ada Hale", "told", "that the bridge would wait"]);
        let comma = only("The bridge would wait until spring, Ada Hale said.");
        assert_eq!(comma, ["Ada Hale", "Ada Hale", "said", "The bridge would wait until spring"]);
        let according = only("The bridge is safe, according to the Transport Ministry.");
        assert_eq!(according, ["Transport Ministry", "the Transport Ministry", "according to", "The bridge is safe"]);
        let according_first = only("According to the Transport Ministry, the bridge is safe.");
        assert_eq!(according_first[3], "the bridge is safe");
    }

    #[test]
    fn split_quotations_and_quotations_that_go_on() {
        let split = only("“We will build,” Ada Hale said, “and we will pay for it.”");
        assert_eq!(split[3], "“We will build,” .. “and we will pay for it.”");
        let body = "“We will build,” Ada Hale said. “Nobody can stop us. Not even the river.”";
        let same = only(body);
        assert_eq!(same[3], "“We will build,” .. “Nobody can stop us. Not even the river.”");
        let reading = read(body);
        assert_eq!(reading.sentences_of(&reading.statements[0]), [0, 1, 2]);
        let later = said("“We will build,” Ada Hale said.\n\n“Nobody can stop us.”");
        assert_eq!(later[1], ("Ada Hale".into(), "Ada Hale".into(), String::new(), "“Nobody can stop us.”".into()));
    }

    #[test]
    fn a_short_sentence_takes_the_quotation_before_it() {
        assert_eq!(only("“Will it ever be built?” Hale asked.")[3], "“Will it ever be built?”");
        assert_eq!(only("“It will never be built.” Mr. Hale told Channel Nine.")[..2], ["Hale", "Mr. Hale"]);
    }

    #[test]
    fn attitudes_without_speech_are_told() {
        let body = "Russia insists on a ban while opposing new bases. Ukraine continues to reject the plan.";
        let all = said(body);
        let cues: Vec<(&str, &str, &str)> = all.iter().map(|(who, _, cue, what)| (who.as_str(), cue.as_str(), what.as_str())).collect();
        assert_eq!(
            cues,
            [("Russia", "insists on", "a ban"), ("Russia", "opposing", "new bases"), ("Ukraine", "continues to reject", "the plan")]
        );
        assert!(read(body).statements.iter().all(|s| s.evidence == Evidence::Told));
    }

    #[test]
    fn passives_relative_clauses_and_participles() {
        let passive = only("The plan was criticized by Ada Hale.");
        assert_eq!(passive, ["Ada Hale", "Ada Hale", "was criticized", "The plan"]);
        let relative = said("Ada Hale, who said the bridge was unsafe, left.");
        assert_eq!(relative[0].3, "the bridge was unsafe");
        let participle = said("Ada Hale praised the plan, adding that it would work.");
        assert_eq!(participle[1], ("Ada Hale".into(), "Ada Hale".into(), "adding".into(), "that it would work".into()));
    }

    #[test]
    fn words_inside_anothers_words_are_relayed() {
        let body = "Ada Hale said that Canada opposes the bridge.";
        let reading = read(body);
        let relayed: Vec<_> = reading.statements.iter().filter(|s| s.evidence == Evidence::Relayed).collect();
        assert_eq!(relayed.len(), 1);
        let name = |actor: Option<usize>| actor.map(|actor| reading.actors[actor].name.as_str());
        assert_eq!((name(relayed[0].speaker), name(relayed[0].relayed_by)), (Some("Canada"), Some("Ada Hale")));
    }

    #[test]
    fn surnames_titles_and_pronouns_lead_to_the_full_name() {
        let body = "Senator Ada Hale backed the bridge. Mrs. Hale said it was safe. She warned of delays. The senator praised the plan.";
        let reading = read(body);
        let speakers: Vec<&str> = reading
            .statements
            .iter()
            .filter(|s| !s.cue.is_empty())
            .filter_map(|s| s.speaker)
            .map(|a| reading.actors[a].name.as_str())
            .collect();
        assert_eq!(speakers, ["Ada Hale"; 4]);
        let hale = reading.actors.iter().find(|a| a.name == "Ada Hale").map(|a| (a.aliases.clone(), a.kind));
        assert_eq!(hale, Some((vec!["Hale".into(), "Mrs. Hale".into(), "Senator Ada Hale".into()], Kind::Person)));
    }

    #[test]
    fn a_surname_that_two_people_share_is_nobodys() {
        let all = said("Ada Hale met Robert Hale. Hale said the bridge was safe.");
        assert_eq!(all[0].0, "");
        let titled = said("Ada Hale met Robert Hale. Mrs. Hale said the bridge was safe.");
        assert_eq!(titled[0].0, "Ada Hale");
    }

    #[test]
    fn seats_of_government_act_and_datelines_do_not() {
        let names = |body: &str| read(body).actors.into_iter().map(|a| (a.name, a.kind)).collect::<Vec<_>>();
        assert_eq!(names("The Kremlin rejected the plan."), [("Russia".to_string(), Kind::Government)]);
        assert_eq!(names("KYIV (Reuters) - Nobody came."), []);
        assert_eq!(names("The talks were held in Geneva and in Washington."), []);
        assert_eq!(names("The Russian government said nothing new."), [("Russia".to_string(), Kind::Government)]);
    }

    #[test]
    fn countries_that_persons_are_called_by_and_seats_that_are_more_often_something_else() {
        let names = |body: &str| read(body).actors.into_iter().map(|a| a.name).collect::<Vec<_>>();
        assert_eq!(names("Jim Jordan opposed the plan. Jordan said it would fail."), ["Jim Jordan"]);
        assert_eq!(names("Jordan opposed the plan."), ["Jordan"]);
        assert!(names("Jim Jordan met Jordanian officials. Jordan rejected the plan.").contains(&"Jordan".to_string()));
        assert_eq!(names("New Zealand is small. Wellington rejected the plan."), ["New Zealand"]);
        assert!(!names("Wellington rejected the plan.").contains(&"New Zealand".to_string()));
        assert!(!names("New Zealand is far. The talks were held in Wellington.").contains(&"Wellington".to_string()));
    }

    #[test]
    fn what_stands_behind_a_name_is_a_role() {
        let roles = |body: &str| read(body).actors.remove(0).roles;
        assert_eq!(roles("Ada Hale, a farmer from the valley, said no."), ["farmer"]);
        assert_eq!(roles("Senator Ada Hale, a truck driver, said no."), ["senator", "truck driver"]);
        assert!(roles("Ada Hale, a former nurse, said no.").is_empty());
        assert!(roles("Ada Hale, the valley and a farmer said no.").is_empty());
    }

    #[test]
    fn a_headlines_verb_is_in_no_name() {
        let body = "Hale Rejects Moving The Old Town Bridge\n\nAda Hale said no.";
        let names: Vec<String> = read(body).actors.into_iter().map(|actor| actor.name).collect();
        assert_eq!(names, ["Ada Hale"]);
    }

    #[test]
    fn groups_and_the_unnamed_keep_their_kind() {
        let kinds = |body: &str| read(body).actors.into_iter().map(|a| (a.name, a.kind)).collect::<Vec<_>>();
        assert_eq!(kinds("Human rights groups condemned the law."), [("Human rights groups".to_string(), Kind::Group)]);
        let source = kinds("A source familiar with the talks said they had failed.");
        assert_eq!(source, [("A source familiar with the talks".to_string(), Kind::Anonymous)]);
    }

    #[test]
    fn whoever_is_named_without_speaking_has_a_mention() {
        let body = "Ada Hale praised the plan. Robert Moss and Ada Hale walked home.";
        let reading = read(body);
        let mentions: Vec<&str> =
            reading.statements.iter().filter(|s| s.evidence == Evidence::Mention).map(|s| s.source[0].of(body)).collect();
        assert_eq!(mentions, ["Robert Moss", "Ada Hale"]);
    }

    #[test]
    fn background_is_past() {
        let time = |body: &str| read(body).statements[0].time;
        use crate::statement::Time;
        assert_eq!(time("Ada Hale had previously said the bridge was safe."), Time::Past);
        assert_eq!(time("Ada Hale had said the bridge was safe."), Time::Now);
        assert_eq!(time("In 2016 Ada Hale opposed the bridge."), Time::Past);
        assert_eq!(time("Ada Hale opposes the bridge."), Time::Now);
    }

    #[test]
    fn the_line_has_the_documented_fields() {
        let line = read("Ada Hale opposes the bridge.").to_json("one");
        assert_eq!(line["id"], "one");
        let statement = &line["statements"][0];
        assert_eq!(statement["speaker"]["name"], "Ada Hale");
        assert_eq!(statement["source"], serde_json::json!([[0, 8]]));
        assert_eq!(statement["cue"], serde_json::json!([[9, 16]]));
        assert_eq!(statement["content"], serde_json::json!([[17, 27]]));
        assert_eq!((&statement["evidence"], &statement["time"]), (&serde_json::json!("told"), &serde_json::json!("now")));
        assert!(statement.get("speaks_for").is_none());
    }

    #[test]
    fn a_principal_is_written_where_there_is_one() {
        let mut reading = read("Ada Hale opposes the bridge. Tom Reed sang.");
        reading.statements[0].speaks_for = reading.actors.iter().position(|actor| actor.name == "Tom Reed");
        assert_eq!(reading.to_json("one")["statements"][0]["speaks_for"]["name"], "Tom Reed");
    }

    /// As news and as an opinion piece, of an author whom the texts name.
    fn check(body: &str) -> Result<(), TestCaseError> {
        let news = Article { body: body.into(), ..Article::default() };
        check_article(&news)?;
        check_article(&Article { genre: Genre::Opinion, author: Some("By Ada Hale".into()), ..news })
    }

    fn check_article(article: &Article) -> Result<(), TestCaseError> {
        let (body, reading) = (&article.body, super::read(article));
        prop_assert_eq!(&reading, &super::read(article));
        let good = |span: &Span| {
            span.end <= body.len() && span.start < span.end && body.is_char_boundary(span.start) && body.is_char_boundary(span.end)
        };
        for statement in &reading.statements {
            let mut all: Vec<Span> = [&statement.source, &statement.cue, &statement.content].into_iter().flatten().copied().collect();
            prop_assert!(all.iter().all(good), "{:?}", statement);
            for spans in [&statement.source, &statement.cue, &statement.content] {
                prop_assert!(spans.is_sorted(), "{:?}", statement);
            }
            all.sort();
            prop_assert!(all.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "{:?}", statement);
            prop_assert!(statement.speaker.is_none_or(|actor| actor < reading.actors.len()));
            prop_assert!((0.0..=1.0).contains(&statement.confidence));
        }
        for mention in &reading.mentions {
            prop_assert!(good(&mention.span) && mention.sentence < reading.sentences.len() && mention.actor < reading.actors.len());
        }
        prop_assert!(reading.sentences.windows(2).all(|pair| pair[0].end <= pair[1].start));
        Ok(())
    }

    /// Texts made of the pieces that the rules look for, in any order, with odd characters between.
    fn newsish() -> impl Strategy<Value = String> {
        let pieces = [
            "Ada Hale",
            "Mr. Moss",
            "said",
            "told",
            "that",
            "“",
            "”",
            "\"",
            "'",
            "’s",
            ",",
            ".",
            ":",
            "—",
            "and",
            "who",
            "he",
            "the",
            "of",
            "according to",
            "(",
            ")",
            "by",
            "was",
            "criticized",
            "saying",
            "Russia",
            "the Kremlin",
            "officials",
            "to",
            "continues",
            "reject",
            "calls for",
            "\n",
            "\n\n",
            " ",
            "é",
            "日本",
            "\u{200b}",
            "U.S.",
            "Sen.",
            "A",
            "support",
            "for",
            "Jr.",
            "al-Haq",
            "1.",
            "•",
            "…",
            "''",
            "I",
            "have",
            "not",
            "in",
            "2016",
            "Monday",
            "!",
            "?",
            "\u{301}",
            "\u{a0}",
        ];
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..60)
            .prop_map(|parts| parts.iter().map(|part| format!("{part} ")).collect::<String>().replace(" ,", ","))
    }

    proptest! {
        #[test]
        fn any_text_gives_sound_spans(body in "\\PC{0,200}") {
            check(&body)?;
        }

        #[test]
        fn any_order_of_words_gives_sound_spans(body in newsish()) {
            check(&body)?;
        }
    }
}
