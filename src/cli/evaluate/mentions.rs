//! The figures of `standpoint evaluate --mentions` as text.
use super::super::{Done, arithmetic, print};
use super::Arguments;
use anyhow::Result;
use standpoint::article::Article;
use standpoint::evaluate::gold;
use standpoint::evaluate::{Agreement, Compared, Fault, MentionFigures, Resolved, SpeechFigures, Wrong, mention_figures};
use std::io::Write;
use std::path::Path;

/// Reads the articles and prints the figures, with -v every error before them.
pub fn run(arguments: &Arguments, path: &Path) -> Result<Done> {
    let coded = gold::read(path)?;
    let reader = arguments.attribution.load(|| arithmetic(arguments.classifier.arithmetic))?;
    let articles: Vec<Article> = coded.iter().map(|gold| gold.article.clone()).collect();
    let all: Vec<Compared> = coded.into_iter().zip(reader.read(&articles)).map(|(gold, reading)| Compared::new(gold, reading)).collect();
    let errors: String = all.iter().filter(|_| arguments.verbose).flat_map(Compared::faults).map(|fault| line(&fault)).collect();
    let figures = mention_figures(&all);
    if arguments.json {
        write!(std::io::stderr(), "{errors}")?;
        print(serde_json::to_string(&figures)? + "\n")?;
    } else {
        print(errors + &render(&figures))?;
    }
    Ok(Done::All)
}

fn render(figures: &MentionFigures) -> String {
    let MentionFigures { articles, mentions, speech, evidence, time } = figures;
    let rows: String = mentions.iter().map(|(form, resolved)| mention(form, resolved)).collect();
    format!(
        "{articles} articles\n\n{:<12}{:>8}{:>9}{:>9}{:>9}\n{rows}\n{}\n{}\n{}",
        "mentions",
        "n",
        "seen",
        "right",
        "foreign",
        speakers(speech),
        agreement("evidence", evidence),
        agreement("time", time)
    )
}

fn mention(form: &str, resolved: &Resolved) -> String {
    let Resolved { n, recall, accuracy, foreign } = resolved;
    format!("{form:<12}{n:>8}{recall:>9.4}{accuracy:>9.4}{foreign:>9.4}\n")
}

fn speakers(speech: &SpeechFigures) -> String {
    let SpeechFigures { pairs, precision, recall, f1, speech_recall, unknown } = speech;
    format!(
        "speakers by sentence: {pairs} pairs, precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}\n\
         recall of speech {speech_recall:.4}, statements of unknown speakers {unknown:.4}\n"
    )
}

fn agreement<const N: usize>(name: &str, agreement: &Agreement<N>) -> String {
    let row = |(at, (class, score)): (usize, &(&str, _))| {
        let standpoint::evaluate::Score { p, r, f1, n } = score;
        let counts: String = agreement.confusion[at].iter().map(|count| format!("{count:>9}")).collect();
        format!("{class:<12}{n:>8}{p:>9.4}{r:>9.4}{f1:>9.4}{counts}\n")
    };
    let rows: String = agreement.scores.iter().enumerate().map(row).collect();
    let classes: String = agreement.scores.iter().map(|(class, _)| format!("{class:>9}")).collect();
    let head = format!("{name:<12}{:>8}{:>9}{:>9}{:>9}{classes}\n", "n", "p", "r", "F1");
    format!("{head}{rows}the same in {:.4} of {}\n", agreement.agreement, agreement.n)
}

/// Article, what is wrong, form, actor, what was found, the mention, the sentence.
fn line(fault: &Fault) -> String {
    let Fault { article, wrong, actor, found, mention, sentence } = fault;
    let form = match wrong {
        Wrong::Unseen(form) | Wrong::Resolved(form) => form.word(),
        _ => "-",
    };
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{article}\t{}\t{form}\t{actor}\t{found}\t{}\t{}\n", wrong.word(), single(mention), single(sentence))
}
