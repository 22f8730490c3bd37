//! Search: how well a name fits what somebody types into a search box.

use crate::text::fold::fold;

/// How well a name fits a query, 0 best; None where not even the letters of the query stand in it in their order. The
/// empty query fits everything. Capitals, accents, blanks and punctuation do not count.
pub fn rank(query: &str, name: &str) -> Option<u8> {
    let query = fold(query);
    let words: Vec<String> = name.split_whitespace().map(fold).collect();
    let whole = words.concat();
    if query.is_empty() || whole.starts_with(&query) {
        return Some(0);
    }
    let mut starts = words.iter().scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        Some(start)
    });
    if starts.any(|at| whole[at..].starts_with(&query)) {
        return Some(1);
    }
    if whole.contains(&query) {
        return Some(2);
    }
    let mut letters = whole.bytes();
    query.bytes().all(|q| letters.any(|l| l == q)).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_editors_search() {
        let check =
            |query: &str, name: &str, want: Option<u8>| assert_eq!(rank(query, name), want, "{query} in {name}");
        check("", "Ana Núñez Gil", Some(0));
        check("ana nu", "Ana Núñez Gil", Some(0));
        check("nunez", "Ana Núñez Gil", Some(1));
        check("nuñez g", "Ana Núñez Gil", Some(1));
        check("une", "Ana Núñez Gil", Some(2));
        check("angil", "Ana Núñez Gil", Some(3));
        check("gilan", "Ana Núñez Gil", None);
        check("…", "Ana", Some(0));
    }
}
