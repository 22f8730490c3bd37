//! Folding: a spelling reduced to what all spellings of one name share.

use unicode_normalization::UnicodeNormalization;

/// Lower case, ASCII letters and digits only: `Núñez` and `Nunez`, `Ma’ruf` and `Maruf`, `Jean-Luc` and `Jean Luc`
/// (which is two parts there) fold to the same.
pub fn fold(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let latin: String = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    any_ascii::any_ascii(&latin).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A spelling as two writers may differ in it without a fault: apostrophes of one shape.
pub fn display(text: &str) -> String {
    text.replace(['’', '‘', 'ʼ', '`', '´'], "'").nfc().collect()
}
