//! A row of a table in CSV: fields between delimiters, in quotation marks where they hold a delimiter, a mark or a line's end.
//! The csv crate does not read them, since it reports no bad quoting, and a mark left open swallows the rest of the file there.

/// A row as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Row {
    fields: Vec<Vec<u8>>,
    current: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// At the beginning of a field.
    #[default]
    Start,
    /// In a field without quotation marks, in which a mark is a character as others.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// After a mark between marks: the end, or the first of two that stand for one.
    Mark,
}

/// A mark that ends a field is followed by something else than a delimiter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadQuotes;

impl Row {
    /// Goes on with a line and its end.
    pub(super) fn push(&mut self, line: &[u8], delimiter: u8) -> Result<(), BadQuotes> {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let (text, end) = content.strip_suffix(b"\r").map_or((content, &b""[..]), |text| (text, b"\r"));
        text.iter().try_for_each(|byte| self.take(*byte, delimiter))?;
        match self.state {
            State::Quoted => self.current.extend(end.iter().chain(&line[content.len()..])),
            _ => self.end_field(),
        }
        Ok(())
    }

    fn take(&mut self, byte: u8, delimiter: u8) -> Result<(), BadQuotes> {
        self.state = match (self.state, byte) {
            (State::Start, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Mark,
            (State::Quoted, _) | (State::Mark, b'"') => {
                self.current.push(byte);
                State::Quoted
            }
            (_, byte) if byte == delimiter => {
                self.end_field();
                State::Start
            }
            (State::Mark, _) => return Err(BadQuotes),
            (State::Start | State::Plain, _) => {
                self.current.push(byte);
                State::Plain
            }
        };
        Ok(())
    }

    fn end_field(&mut self) {
        self.fields.push(std::mem::take(&mut self.current));
    }

    /// Whether the field goes on in the next line.
    pub(super) fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    /// The fields, once the row is not open.
    pub(super) fn into_fields(self) -> Vec<Vec<u8>> {
        self.fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields, or `None` where the row stays open.
    fn split(text: &str) -> Result<Option<Vec<String>>, BadQuotes> {
        let mut row = Row::default();
        for line in text.split_inclusive('\n') {
            row.push(line.as_bytes(), b',')?;
        }
        let fields = |row: Row| row.into_fields().into_iter().map(|field| String::from_utf8(field).unwrap()).collect();
        Ok((!row.is_open()).then(|| fields(row)))
    }

    fn fields(text: &str) -> Vec<String> {
        split(text).unwrap().unwrap()
    }

    #[test]
    fn marks_keep_delimiters_lines_and_marks() {
        assert_eq!(fields("a,\"b, \"\"c\"\"\r\nd\", e \r\n"), ["a", "b, \"c\"\r\nd", " e "]);
        assert_eq!(fields(",\"\",\n"), ["", "", ""]);
        assert_eq!(fields("5\" pipe,x"), ["5\" pipe", "x"]);
        assert_eq!(fields("\"a\"\r\n"), ["a"]);
    }

    #[test]
    fn marks_that_do_not_end_a_field_are_wrong() {
        assert_eq!(split("\"a\"b,c\n"), Err(BadQuotes));
        assert_eq!(split("\"a\n"), Ok(None));
    }
}
