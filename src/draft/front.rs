//! Front matter: the lines before a story that say its title, its language and what to leave alone.

/// What the front matter says to us; its prose (title, description, captions) stands in the blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `lang` or `language`, as written.
    pub language: Option<String>,
    /// `copydesk-ignore: [rule, …]` (or `true` for all rules, which is the rule `*`).
    pub ignore: Vec<String>,
    /// The span of the front matter with its fences, in the source; where a fix may add a key.
    pub span: Option<crate::text::Span>,
}
