//! The single tags that stand inside a paragraph of Markdown, and what each means to the prose around it.

/// What one inline tag or comment is.
#[derive(Debug, PartialEq)]
pub(super) enum Inline {
    Comment,
    /// A line break: a blank.
    Break,
    /// An image, whose alt text is a caption.
    Image,
    /// The start of an element whose text is no prose.
    Hide(String),
    /// The end of the element that hid its text.
    Show,
    Other,
}

/// Reads one tag. `hidden` is the element inside which it stands, if that hides its text.
pub(super) fn inline(tag: &str, hidden: Option<&str>) -> Inline {
    if tag.starts_with("<!--") {
        return Inline::Comment;
    }
    let ends = tag.starts_with("</");
    let name = tag.trim_start_matches(['<', '/']);
    let name = name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())].to_ascii_lowercase();
    match (hidden, name.as_str()) {
        (Some(hidden), name) if ends && hidden == name => Inline::Show,
        (Some(_), _) => Inline::Other,
        (None, "br") => Inline::Break,
        (None, "img") => Inline::Image,
        (None, "code" | "kbd" | "samp" | "var" | "tt" | "script" | "style" | "svg")
            if !ends && !tag.ends_with("/>") =>
        {
            Inline::Hide(name)
        }
        _ => Inline::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag() {
        assert_eq!(inline("<!-- a -->", None), Inline::Comment);
        assert_eq!(inline("<br/>", None), Inline::Break);
        assert_eq!(inline("<CODE class='a'>", None), Inline::Hide("code".into()));
        assert_eq!(inline("</code>", Some("code")), Inline::Show);
        assert_eq!(inline("</code>", None), Inline::Other);
        assert_eq!(inline("<em>", None), Inline::Other);
    }
}
