//! Room 2: the page.
//!
//! A file becomes blocks of prose, whatever its format: paragraphs, headlines, captions, the values of front
//! matter that readers will see. Code, addresses, slugs, keys and attribute values are not prose and are not here.
//! A block holds its prose as the reader will see it (markup gone, entities resolved, soft line breaks turned into
//! blanks) and the pieces that say where each part of it stands in the source.

mod archieml;
mod block;
mod front;
mod front_reader;
mod html;
mod html_tokens;
mod ignore;
mod language;
mod markdown;
mod markdown_html;
mod mask;
mod plain;
mod scalar;
mod sheet;
mod write;

pub use block::{Block, BlockKind, Piece};
pub use front::FrontMatter;
pub use ignore::Ignore;
pub use language::Guesses;
pub use write::{in_case_of, shouted, write, write_behind};

use crate::language::Pack;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Format {
    #[default]
    Plain,
    Markdown,
    Html,
    ArchieMl,
}

/// The endings of files that are drafts.
pub const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("aml", Format::ArchieMl),
    ("archieml", Format::ArchieMl),
];

impl Format {
    /// `plain`, `markdown`, `html`, `archieml`, or a language id that editors use for one of them.
    pub fn by_name(name: &str) -> Option<Format> {
        Some(match name {
            "plain" | "plaintext" | "text" => Format::Plain,
            "markdown" | "mdx" | "quarto" => Format::Markdown,
            "html" => Format::Html,
            "archieml" | "aml" => Format::ArchieMl,
            _ => return None,
        })
    }

    /// By the ending of a file's name; None where it is no draft.
    pub fn by_path(path: &std::path::Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        ENDINGS.iter().find(|(e, _)| *e == ending).map(|(_, format)| *format)
    }
}

/// One version of a draft, cut into blocks in the order of the source.
#[derive(Clone, Debug)]
pub struct Draft {
    pub format: Format,
    pub blocks: Vec<Block>,
    pub front: FrontMatter,
    /// What the writer asked not to be told, in the draft itself.
    pub ignores: Vec<Ignore>,
}

/// Reads a draft. `language` is what the caller knows (the settings); front matter is stronger, detection weaker.
/// Never fails: what is no valid Markdown, HTML or YAML is read as the prose that it most resembles.
pub fn read(source: &str, format: Format, language: Option<&'static Pack>) -> Draft {
    read_again(source, format, language, &mut Guesses::default())
}

/// Reads a draft of which another version was read before: what was guessed of its paragraphs is not guessed again.
pub fn read_again(source: &str, format: Format, language: Option<&'static Pack>, guesses: &mut Guesses) -> Draft {
    let mut draft = cut(source, format);
    language::assign(&mut draft, language, guesses);
    draft
}

/// Cuts a draft into blocks of no known language: enough to know what is prose, and the quickest part of reading it.
pub fn cut(source: &str, format: Format) -> Draft {
    match format {
        Format::Plain => plain::read(source),
        Format::Markdown => markdown::read(source),
        Format::Html => html::read(source),
        Format::ArchieMl => archieml::read(source),
    }
}

#[cfg(test)]
mod tests;
