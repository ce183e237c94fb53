//! Text in columns of a terminal.
use super::ink::{Ink, Line, Piece, piece};
use comfy_table::Table;

/// How many columns the longest line of a text takes.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.len();
    }
    let mut table = Table::new();
    table.add_row([text]);
    table.column_max_content_widths().into_iter().max().unwrap_or(0).into()
}

/// How many columns a line takes.
pub fn width(line: &Line) -> usize {
    line.iter().map(|piece| columns(&piece.text)).sum()
}

/// The line filled with spaces up to a width.
pub fn padded(mut line: Line, to: usize) -> Line {
    let short = to.saturating_sub(width(&line));
    line.push(piece(&" ".repeat(short), Ink::Plain));
    line
}

/// The text in at most `most` columns, with an ellipsis where something is cut off.
pub fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_string();
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| columns(&text[..*at]) < most).last();
    format!("{}…", text[..end.unwrap_or(0)].trim_end())
}

/// The line broken at its spaces into lines of at most `most` columns; what has none is broken where it must.
pub fn wrapped(line: &[Piece], most: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![Line::new()];
    let mut used = 0;
    for word in words(line) {
        let wide = width(&word);
        if used > 0 && used + 1 + wide > most {
            lines.push(Line::new());
            used = 0;
        } else if used > 0 {
            let ink = word.first().map_or(Ink::Plain, |piece| piece.ink);
            let between = Piece { text: " ".into(), ink: space(&lines, ink) };
            push(&mut lines, &between);
            used += 1;
        }
        for piece in word {
            used = push_broken(&mut lines, &piece, used, most);
        }
    }
    lines
}

/// The ink of a space: that of its neighbours where they are of one.
fn space(lines: &[Line], next: Ink) -> Ink {
    let before = lines.last().and_then(|line| line.last()).map(|piece| piece.ink);
    if before == Some(next) { next } else { Ink::Plain }
}

fn push(lines: &mut [Line], piece: &Piece) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some(last) if last.ink == piece.ink => last.text.push_str(&piece.text),
        _ => line.push(piece.clone()),
    }
}

/// Adds a piece, broken where it is wider than a whole line, and says how much of the last line is used.
fn push_broken(lines: &mut Vec<Line>, piece: &Piece, mut used: usize, most: usize) -> usize {
    if used + columns(&piece.text) <= most {
        push(lines, piece);
        return used + columns(&piece.text);
    }
    for letter in piece.text.chars() {
        let letter = Piece { text: letter.to_string(), ink: piece.ink };
        let wide = columns(&letter.text);
        if used > 0 && used + wide > most {
            lines.push(Line::new());
            used = 0;
        }
        push(lines, &letter);
        used += wide;
    }
    used
}

/// The words of a line; one may be of several inks.
fn words(line: &[Piece]) -> Vec<Line> {
    let mut words = vec![Line::new()];
    for piece in line {
        for (at, text) in piece.text.split(char::is_whitespace).enumerate() {
            if at > 0 {
                words.push(Line::new());
            }
            let part = Piece { text: text.to_string(), ink: piece.ink };
            words.last_mut().into_iter().filter(|_| !text.is_empty()).for_each(|word| word.push(part.clone()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Parts joined with something between them into lines of at most `most` columns, where the parts allow it.
pub fn filled(parts: impl Iterator<Item = String>, between: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if columns(&format!("{line}{between}{part}")) <= most => *line = format!("{line}{between}{part}"),
            _ => lines.push(part),
        }
    }
    lines
}

/// An id broken after its dashes into lines of at most `most` columns, where it has dashes; what is longer is cut.
pub fn folded(id: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in id.split_inclusive(['-', '_', ' ', ':']) {
        match lines.last_mut() {
            Some(line) if line.is_empty() || columns(&format!("{line}{part}")) <= most => line.push_str(part),
            _ => lines.push(part.to_string()),
        }
    }
    lines.into_iter().map(|line| cut(&line, most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::terminal::ink::paint;

    #[test]
    fn lines_are_broken_at_spaces_and_words_of_two_inks_stay_whole() {
        let line =
            [piece("Ada Hale", Ink::Bold), piece(", mayor, ", Ink::Plain), piece("said", Ink::Underlined), piece(" no.", Ink::Plain)];
        assert_eq!(paint(&wrapped(&line, 11), false), "Ada Hale,\nmayor, said\nno.");
        assert_eq!(paint(&wrapped(&line, 3), false), "Ada\nHal\ne,\nmay\nor,\nsai\nd\nno.");
        assert_eq!(paint(&wrapped(&line[..1], 20), true), "\u{1b}[1mAda Hale\u{1b}[0m");
    }

    #[test]
    fn what_is_wide_takes_two_columns() {
        assert_eq!((columns("ferry"), columns("港湾"), columns("e\u{301}")), (5, 4, 1));
        assert_eq!((cut("港湾局長", 5), cut("ferry", 5), cut("ferries", 5)), ("港湾…".into(), "ferry".into(), "ferr…".into()));
        assert_eq!(folded("night-ferry-plan", 12), ["night-ferry-", "plan"]);
    }
}
