//! The figures of `standpoint evaluate --articles` as text.
use standpoint::evaluate::{ArticleFigures, Group, Loss, Mistake, Price, Stage, Tables};
use standpoint::stance::Stance;

/// All of them.
pub fn render(figures: &ArticleFigures) -> String {
    let ArticleFigures { articles, issues, asked, asked_per_article, found_elsewhere, right_elsewhere, .. } = figures;
    format!(
        "{articles} articles, {issues} issues; the gate lets {asked} questions through, {asked_per_article:.1} an article\n\n\
         Pairs of actor and issue: what each stage loses\n{}\
         lost before the classifier, but with a cell by other sentences: {found_elsewhere}, right {right_elsewhere}\n{}\n{}",
        pairs(&figures.losses),
        sentences(figures),
        tables(&figures.tables)
    )
}

/// What candidates bring and cost, a line for each choice.
pub fn render_prices(prices: &[Price]) -> String {
    let head = "candidates    P(stance)    asked   recall  precision  pair F1  triple F1  reversed   false cells an article\n".to_string();
    let line = |price: &Price| {
        let Price { width, at_least, asked_per_article, tables } = price;
        format!(
            "{:<14}{at_least:>9.2}{asked_per_article:>9.1}{:>9.4}{:>11.4}{:>9.4}{:>11.4}{:>10.4}{:>25.2}\n",
            width.word(),
            tables.pair_r,
            tables.pair_p,
            tables.pair_f1,
            tables.triple_f1,
            tables.reversed,
            tables.false_cells_per_article
        )
    };
    head + &prices.iter().map(line).collect::<String>()
}

fn pairs(losses: &[Loss]) -> String {
    let row = |loss: &Loss| {
        let Loss { reach, pass, lost, alone, alone_pass, alone_lost, .. } = loss;
        format!("{:<36}{reach:>7}{pass:>7}{lost:>9.4}    {alone:>7}{alone_pass:>7}{alone_lost:>9.4}\n", what(loss.stage))
    };
    let head = format!(
        "{:<36}{:>23}    {:>23}\n{:<36}{:>7}{:>7}{:>9}    {:>7}{:>7}{:>9}\n",
        "", "in the chain", "the earlier perfect", "stage", "reach", "pass", "lost", "tried", "pass", "lost"
    );
    head + &losses.iter().map(row).collect::<String>()
}

fn what(stage: Stage) -> &'static str {
    match stage {
        Stage::Someone => "someone is found in the sentence",
        Stage::Actor => "the actor is resolved right",
        Stage::Gate => "the gate lets it through",
        Stage::Stance => "a stance is found, and not unsure",
        Stage::Label => "the stance is right",
    }
}

/// For each group how many pass each stage in the chain, and the share lost with the earlier ones perfect.
fn sentences(figures: &ArticleFigures) -> String {
    if figures.sentences.is_empty() {
        return String::new();
    }
    let words: String = Stage::ALL.iter().map(|stage| format!("{:>9}", stage.word())).collect();
    let row = |group: &Group| {
        let pass: String = group.losses.iter().map(|loss| format!("{:>9}", loss.pass)).collect();
        let alone: String = group.losses.iter().map(|loss| format!("{:>9.4}", loss.alone_lost)).collect();
        format!("{:<18}{:>7}{pass}  {alone}\n", group.group, group.losses.first().map_or(0, |loss| loss.reach))
    };
    let rows: String = figures.sentences.iter().map(row).collect();
    format!(
        "\nCoded sentences: how many pass each stage, and the share it loses with the earlier ones perfect\n{:<18}{:>7}{words}  {words}\n{rows}\
         judgements with a stance {}, of these on a coded sentence, actor and issue {}\n",
        "group", "n", figures.judged_stances, figures.judged_coded
    )
}

fn tables(tables: &Tables) -> String {
    let Tables { gold_pairs, pred_pairs, pair_p, pair_r, pair_f1, triple_precision, triple_recall, triple_f1, .. } = tables;
    let Tables { stance_accuracy, stance_macro_f1, reversed, false_cells, false_cells_per_article, split_duplicates, .. } = tables;
    let stances = &Stance::ALL[..3];
    let head: String = stances.iter().map(|stance| format!("{:>12}", stance.word())).collect();
    let row = |stance: &Stance| {
        let counts: String = tables.confusion[*stance as usize].iter().map(|count| format!("{count:>12}")).collect();
        format!("{:<12}{counts}\n", stance.word())
    };
    let confusion: String = stances.iter().map(row).collect();
    format!(
        "The tables: {gold_pairs} sure pairs coded, {pred_pairs} cells found\n\
         {:<12}{:>10}{:>10}{:>10}\n\
         {:<12}{pair_p:>10.4}{pair_r:>10.4}{pair_f1:>10.4}\n\
         {:<12}{triple_precision:>10.4}{triple_recall:>10.4}{triple_f1:>10.4}\n\
         stances right {stance_accuracy:.4}   macro-F1 {stance_macro_f1:.4}   reversed {reversed:.4}\n\
         false cells {false_cells}, {false_cells_per_article:.2} an article; further cells of one pair {split_duplicates}\n\n\
         {:<12}{head}\n{confusion}\n",
        "", "precision", "recall", "F1", "pairs", "triples", "coded, found"
    )
}

/// One error in one line, its parts between tabs.
pub fn line(mistake: &Mistake) -> String {
    let Mistake { article, lost, actor, issue, gold, predicted, sentence, how, probabilities } = mistake;
    let gold = if gold.is_empty() { "-".into() } else { gold.iter().map(|stance| stance.word()).collect::<Vec<_>>().join("/") };
    let how = how.map_or("-".into(), |how| format!("{how:?}").to_lowercase());
    let four = probabilities.map(|probabilities| probabilities.0.map(|value| format!("{value:.2}")).join(" "));
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let stage = lost.map_or("false", Stage::word);
    format!("{article}\t{stage}\t{actor}\t{issue}\t{gold}\t{predicted}\t{how}\t{}\t{sentence}\n", four.as_deref().unwrap_or("-"))
}
