//! What is never prose, wherever in a draft it stands: web and mail addresses, the shortcodes of Hugo and
//! Liquid (`{{< … >}}`, `{{% … %}}`, `{{ … }}`, `{% … %}`), the attributes and fences that Pandoc writes
//! (`{width="3in"}`, `:::`), and a comment that is just being typed.
//!
//! Found by one pass over the source, so that no reader of a format has to know about them.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// What stands inside each of them and is quickly found.
static SIGN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"://|www\.|mailto:|@|\{\{|\{%|<!--|[)\]]\{|:::|\\ ").expect("tested below"));

/// How far a shortcode may reach, in bytes.
const LONGEST: usize = 4000;

/// The spans of the source that are never prose, in order and apart.
pub(super) fn of(source: &str, markup: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    // What opens behind the last `-->` is closed by nothing.
    let closed = source.rfind("-->").unwrap_or(0);
    // No closing `}` was found before this byte: what opens earlier need not look again.
    let mut open_until = 0;
    let mut at = 0;
    while let Some(sign) = SIGN.find_at(source, at) {
        let span = match sign.as_str() {
            "@" => mail(source, sign.start()),
            "{{" | "{%" if !markup || sign.start() < open_until => None,
            "<!--" if !markup || sign.start() < closed => None,
            "<!--" => {
                let rest = &source[sign.start()..];
                Some(Span::new(sign.start(), sign.start() + rest.find(['\n', '\r']).unwrap_or(rest.len())))
            }
            "{{" | "{%" => match shortcode_end(source, sign.start()) {
                Ok(end) => Some(Span::new(sign.start(), end)),
                Err(seen) => {
                    open_until = seen;
                    None
                }
            },
            "://" | "www." | "mailto:" => web(source, sign.start(), sign.end()),
            _ if !markup => None,
            ":::" => fence(source, sign.start()),
            // Pandoc's no-break space: the blank stays.
            "\\ " => {
                Some(Span::new(sign.start(), sign.start() + 1)).filter(|_| !source[..sign.start()].ends_with('\\'))
            }
            _ => attributes(source, sign.start() + 1),
        };
        // `]{` may open a shortcode: its second sign is looked at again.
        let seen = if span.is_none() && sign.as_str().ends_with('{') { sign.start() + 1 } else { sign.end() };
        at = span.map_or(seen, |s| s.end.max(seen));
        // Looking back for the start of an address must not reach into the one before.
        spans.extend(span.filter(|s| spans.last().is_none_or(|l| l.end <= s.start)));
    }
    spans
}

/// The address around `://`, `www.` or `mailto:`.
fn web(source: &str, sign: usize, sign_end: usize) -> Option<Span> {
    let scheme =
        if source[sign..].starts_with(':') { back(source, sign, 12, |b| b.is_ascii_alphabetic()) } else { sign };
    let starts_word = !source[..scheme].ends_with(|c: char| c.is_alphanumeric());
    if !starts_word || (scheme == sign && source[sign..].starts_with(':')) {
        return None;
    }
    let stops = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|' | '\\' | '^' | '`' | '{' | '}')
    };
    let rest = &source[sign_end..];
    let long = rest.find(stops).unwrap_or(rest.len());
    let end = sign_end + address_end(&rest[..long]);
    (end > sign_end).then(|| Span::new(scheme, end))
}

/// The mail address around an `@`.
fn mail(source: &str, sign: usize) -> Option<Span> {
    let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let start = back(source, sign, 64, local);
    let domain = &source[sign + 1..];
    let length =
        domain.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).take(253).count();
    let domain = domain[..length].trim_end_matches(['.', '-']);
    (start < sign && domain.contains('.')).then(|| Span::new(start, sign + 1 + domain.len()))
}

/// `{.class #id key="value"}` right behind a link or an image.
fn attributes(source: &str, open: usize) -> Option<Span> {
    let rest = &source[open + 1..];
    let long = rest.bytes().take(300).take_while(|b| !matches!(b, b'}' | b'{' | b'\n')).count();
    let inner = rest.get(..long)?;
    let fits = inner.starts_with(['.', '#', '=']) || inner.contains('=');
    (fits && rest[long..].starts_with('}')).then(|| Span::new(open, open + long + 2))
}

/// A line that opens or closes a division: `::: {.note}`.
fn fence(source: &str, sign: usize) -> Option<Span> {
    let before = source[..sign].trim_end_matches([' ', '\t', '>']);
    let rest = &source[sign..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let starts = before.is_empty() || before.ends_with(['\n', '\r']);
    let fits = line.trim_start_matches(':').split_whitespace().count() < 2 || line.contains('{');
    (starts && fits).then(|| Span::new(sign, sign + line.len()))
}

/// The first of the bytes before `end` that all fit, at most `most` of them.
fn back(source: &str, end: usize, most: usize, fits: impl Fn(u8) -> bool) -> usize {
    end - source.as_bytes()[..end].iter().rev().take(most).take_while(|&&b| fits(b)).count()
}

/// The length of an address without the punctuation that belongs to the sentence around it.
fn address_end(text: &str) -> usize {
    let mut end = text.len();
    loop {
        let rest = &text[..end];
        let cut = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘', '*', '_', '~', '…', ']']);
        // Only an address of usual length is worth counting brackets in.
        let counted = cut.len() < 2000;
        let unpaired = counted && cut.ends_with(')') && cut.matches(')').count() > cut.matches('(').count();
        let next = if unpaired { cut.len() - 1 } else { cut.len() };
        if next == end {
            return next;
        }
        end = next;
    }
}

/// The end of the shortcode that opens at `at`, and of its whole body where that is code; or up to where no end
/// was found.
fn shortcode_end(source: &str, at: usize) -> Result<usize, usize> {
    let closer = if source[at..].starts_with("{%") { "%}" } else { "}}" };
    let limit = (at + LONGEST).min(source.len());
    let limit = (0..4).map(|n| limit - n).find(|&n| source.is_char_boundary(n)).unwrap_or(at);
    let window = &source[at..limit];
    let window = &window[..window.find("\n\n").unwrap_or(window.len())];
    let end = match window.find(closer) {
        Some(found) => at + found + closer.len(),
        None => return Err(at + window.len()),
    };
    let inside = source[at..end].trim_matches(['{', '}', '<', '>', '%', ' ', '-']);
    let name = inside.split([' ', '\t', '\n']).next().unwrap_or_default();
    // The body of these is code or a note to the desk. A body is sought near by only: it costs nothing to miss it.
    let code = matches!(name, "highlight" | "comment" | "mermaid" | "math" | "katex");
    let body = if code { body_end(source, end, name) } else { None };
    Ok(body.unwrap_or(end))
}

fn body_end(source: &str, from: usize, name: &str) -> Option<usize> {
    let limit = (from + 4 * LONGEST).min(source.len());
    let limit = (0..4).map(|n| limit - n).find(|&n| source.is_char_boundary(n))?;
    let body = source.get(from..limit)?;
    let close = [format!("/{name}"), format!("/ {name}"), format!("end{name}")];
    let found = close.iter().filter_map(|c| body.find(c.as_str())).min()?;
    let closer = [body[found..].find("}}"), body[found..].find("%}")].into_iter().flatten().min()?;
    Some(from + found + closer + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the source with all that is masked in brackets.
    #[track_caller]
    fn check(source: &str, want: &str) {
        let mut shown = source.to_string();
        for span in of(source, true).into_iter().rev() {
            shown.insert(span.end, ']');
            shown.insert(span.start, '[');
        }
        assert_eq!(shown, want);
    }

    #[test]
    fn addresses() {
        check("See https://a.id/b_c?d=e. Then go.", "See [https://a.id/b_c?d=e]. Then go.");
        check("(www.contoh.id/a(b))", "([www.contoh.id/a(b)])");
        check("“http://a.id,” kata Ana", "“[http://a.id],” kata Ana");
        check("Tulis ke ana.n@contoh.co.id, ya.", "Tulis ke [ana.n@contoh.co.id], ya.");
        check("@ana dan pukul 10:30", "@ana dan pukul 10:30");
    }

    #[test]
    fn pandoc() {
        check("![Ana](a.jpg){width=\"3in\"} [Budi]{.mark} {x}", "![Ana](a.jpg)[{width=\"3in\"}] [Budi][{.mark}] {x}");
        check("::: {.note}\nAna\n:::\nkata Budi ::: ya", "[::: {.note}]\nAna\n[:::]\nkata Budi ::: ya");
        check("Mr.\\ Smith (lihat)[{{< x >}}]{{ y }}", "Mr.[\\] Smith (lihat)[[{{< x >}}]][{{ y }}]");
    }

    #[test]
    fn shortcodes() {
        check(
            "a {{< figure src=\"x\" >}} b {{% note %}}c{{% /note %}}",
            "a [{{< figure src=\"x\" >}}] b [{{% note %}}]c[{{% /note %}}]",
        );
        check("{% include x.html %} {{ page.title }}", "[{% include x.html %}] [{{ page.title }}]");
        check("{% highlight go %}x := 1{% endhighlight %} y", "[{% highlight go %}x := 1{% endhighlight %}] y");
        check("half {{< typed\n\nAna }} said", "half {{< typed\n\nAna }} said");
    }
}
