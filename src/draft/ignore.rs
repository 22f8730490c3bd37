//! What a writer asked not to be told, in comments inside the draft.

/// `<!-- copydesk-ignore RULE -->` (the next paragraph) or `<!-- copydesk-ignore-file RULE -->` (the whole
/// file); without a rule, or with `*`, every rule is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The rule's name, or `*`.
    pub rule: String,
    /// The index of the block that is meant; None for the whole file.
    pub block: Option<usize>,
}
