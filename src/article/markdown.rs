//! Markdown: its text, without marks, code and HTML, each block and list item a paragraph.
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The plain text of `source`, and its first heading.
pub(super) fn render(source: &str) -> (String, Option<String>) {
    let mut page = Page::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES) {
        page.take(event);
    }
    page.text.truncate(page.text.trim_end().len());
    (page.text, page.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty()))
}

#[derive(Default)]
struct Page {
    text: String,
    title: Option<String>,
    /// Where the heading begins that is being read.
    heading: Option<usize>,
    /// Depth inside of code, HTML and images, whose text is left out.
    left_out: usize,
}

impl Page {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => self.left_out += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image) => self.left_out = self.left_out.saturating_sub(1),
            _ if self.left_out > 0 => {}
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.heading = Some(self.text.len());
            }
            Tag::Item | Tag::List(_) | Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) => self.end_block(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let heading = self.heading.take().map(|start| self.text[start..].to_string());
                self.title = self.title.take().or(heading);
                self.end_block();
            }
            TagEnd::TableCell => self.text.push(' '),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow | TagEnd::FootnoteDefinition => self.end_block(),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_marks_are_gone() {
        let source = "# Port *vote*\n\nThe [council](https://a.example) voted\nfor **new berths**.\n\n- One &amp; all\n- Two\n  - Deep\n\n> \"Yes,\" she said.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. First\n\n   Second\n";
        let (text, title) = render(source);
        assert_eq!(
            text,
            "Port vote\n\nThe council voted for new berths.\n\nOne & all\n\nTwo\n\nDeep\n\n\"Yes,\" she said.\n\na b\n\n1 2\n\nFirst\n\nSecond"
        );
        assert_eq!(title.as_deref(), Some("Port vote"));
    }

    #[test]
    fn code_html_and_images_are_left_out() {
        let (text, title) = render("Text <b>bold</b>.\n\n```\nlet x;\n```\n\n<div>\nraw\n</div>\n\n![Photo](a.png)\n\nEnd `inline`.");
        assert_eq!((text.as_str(), title), ("Text bold.\n\nEnd inline.", None));
    }

    #[test]
    fn the_first_heading_of_any_level_is_the_title() {
        assert_eq!(render("Lead.\n\nVote\n----\n\n# Later\n").1.as_deref(), Some("Vote"));
        assert_eq!(render("#\n").1, None);
    }
}
