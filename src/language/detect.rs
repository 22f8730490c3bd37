//! Which language a stretch of prose is in.
//!
//! Small words decide, because every pack has them, no name is one of them, and short paragraphs have little
//! else. Only where they are too few does whatlang say whether the text is in none of our languages. Never asked
//! about fewer than about twenty words alone: the draft room lets short paragraphs follow their neighbours.

use whatlang::Detector;

use super::{Class, Classes, Pack, all, unknown};

/// A language, and how sure we are, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Guess {
    pub pack: &'static Pack,
    pub confidence: f64,
}

/// The words that every sentence has some of, and no name.
const SMALL: Classes = Classes::of(&[
    Class::Determiner,
    Class::Indefinite,
    Class::Demonstrative,
    Class::Preposition,
    Class::By,
    Class::Conjunction,
    Class::Subordinator,
    Class::Relative,
    Class::Complementizer,
    Class::Auxiliary,
    Class::Possessive,
    Class::They,
    Class::OnePerson,
    Class::He,
    Class::She,
    Class::FirstPerson,
    Class::Cue,
    Class::CueWithSource,
    Class::According,
]);

/// How much of a text is read, in words: a language shows in the first pages.
const MOST: usize = 1500;

/// How much of a text is read by its letters, in bytes.
const MOST_LETTERS: usize = 1200;

/// The language of the prose, or None where there is too little to tell. A confidence below one half is good
/// enough for a whole draft, which has to be in some language, and not for one paragraph of it.
pub fn detect(prose: &str) -> Option<Guess> {
    let count = count(prose);
    count.ours().or_else(|| count.by_letters(prose)).or_else(|| count.weak())
}

/// As `detect`, but only a language that we have a pack for, by its small words alone: much quicker.
pub fn detect_known(prose: &str) -> Option<Guess> {
    count(prose).ours()
}

/// What a text is made of.
struct Count {
    words: usize,
    /// Words that are no names by their first letter.
    lower: usize,
    letters: usize,
    /// Letters that are not Latin.
    other_script: usize,
    /// The small words of each pack: how many, and how many different ones.
    small: Vec<(&'static Pack, usize, u64)>,
}

fn count(prose: &str) -> Count {
    let packs = all().iter().filter(|p| p.code != unknown().code).map(|p| (p, 0, 0));
    let mut count = Count { words: 0, lower: 0, letters: 0, other_script: 0, small: packs.collect() };
    // In a headline in capitals, every word is read as if it were in lower case.
    let capitals = in_capitals(prose);
    let mut lower = String::new();
    for word in words(prose).take(MOST) {
        count.words += 1;
        let is_lower = capitals || word.starts_with(char::is_lowercase);
        count.lower += usize::from(is_lower);
        lower.clear();
        for c in word.chars().take(24) {
            count.letters += 1;
            count.other_script += usize::from(!is_latin(c));
            lower.extend(c.to_lowercase());
        }
        if !is_lower {
            continue;
        }
        for (pack, hits, different) in &mut count.small {
            if pack.lexicon.classes(&lower, &lower).any(SMALL) {
                *hits += 1;
                *different |= 1 << (lower.bytes().fold(0u32, |h, b| h.wrapping_mul(31).wrapping_add(b.into())) % 61);
            }
        }
    }
    count
}

fn in_capitals(prose: &str) -> bool {
    !prose.chars().take(200).any(char::is_lowercase)
}

/// Stretches of letters, with the hyphens and apostrophes in them.
fn words(prose: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '\u{300}'..='\u{36f}');
    prose.split(move |c| !inside(c)).map(|w| w.trim_matches(|c: char| !c.is_alphabetic())).filter(|w| !w.is_empty())
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || !c.is_alphabetic()
}

impl Count {
    /// The pack with most small words: their share among the words that are no names, the same for the next
    /// pack, and how many different ones there are.
    fn best(&self) -> Option<(&'static Pack, f64, f64, u32)> {
        let share = |hits: usize| hits as f64 / self.lower.max(1) as f64;
        let (pack, hits, different) = self.small.iter().max_by_key(|s| s.1)?;
        let next = self.small.iter().filter(|s| s.0.code != pack.code).map(|s| s.1).max().unwrap_or(0);
        (*hits > 0).then(|| (*pack, share(*hits), share(next), different.count_ones()))
    }

    /// One of our languages, where its small words leave no doubt.
    fn ours(&self) -> Option<Guess> {
        let (pack, share, next, different) = self.best()?;
        let clear = share >= 0.3 && share >= 2.0 * next && different >= 4 && self.other_script * 2 < self.letters;
        clear.then_some(Guess { pack, confidence: (0.6 + share).min(1.0) })
    }

    /// The language by its letters, for running prose in which few of our small words stand.
    fn by_letters(&self, prose: &str) -> Option<Guess> {
        if self.letters > 4 && self.other_script * 2 > self.letters {
            return Some(Guess { pack: unknown(), confidence: 1.0 });
        }
        // Names have letters too, but no language: only the other words are read.
        if self.lower < 8 {
            return None;
        }
        let capitals = in_capitals(prose);
        let mut text = String::with_capacity(MOST_LETTERS + 64);
        for word in words(prose).take(MOST).filter(|w| capitals || w.starts_with(char::is_lowercase)) {
            text.extend(word.chars().flat_map(char::to_lowercase));
            text.push(' ');
            if text.len() > MOST_LETTERS {
                break;
            }
        }
        let info = Detector::new().detect(&text)?;
        let (best, share, next) = self.best().map_or((unknown(), 0.0, 0.0), |b| (b.0, b.1, b.2));
        let pack = all().iter().find(|p| p.detect.iter().any(|d| d == info.lang().code())).unwrap_or(unknown());
        if pack.code == best.code || info.is_reliable() && share < 0.3 {
            return Some(Guess { pack, confidence: info.confidence().max(if share > 0.1 { 0.6 } else { 0.3 }) });
        }
        if share >= 0.2 && share >= 2.0 * next {
            return None;
        }
        // Neither our words nor, for certain, another language's letters.
        (share < 0.12).then_some(Guess { pack, confidence: 0.4 })
    }

    /// What little there is.
    fn weak(&self) -> Option<Guess> {
        let (pack, share, next, _) = self.best()?;
        (share > next && share > 0.1).then_some(Guess { pack, confidence: share.min(0.45) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(prose: &str, want: &str) {
        assert_eq!(detect(prose).map_or("none", |g| g.pack.code.as_str()), want, "{prose}");
    }

    #[test]
    fn our_languages() {
        check(
            "Warga di pesisir utara menolak pembangunan dermaga itu karena mereka tidak pernah diajak bicara oleh pemerintah kota, \
             dan sebagian dari mereka akan kehilangan tempat tinggal.",
            "id",
        );
        check(
            "Residents of the northern shore say that they were never asked about the new pier, and some of them will have \
             to leave the houses in which their families have lived for years.",
            "en",
        );
        check(
            "Die Bürgermeisterin sagte am Montag, dass die Stadt den neuen Hafen nicht bauen werde, weil das Geld dafür fehle \
             und die Fischer schon lange dagegen seien.",
            "de",
        );
        check(
            "THE MAYOR AND HIS COUNCIL HAVE NOT SAID WHAT THEY WILL DO WITH THE MONEY THAT WAS LEFT FROM THE PIER",
            "en",
        );
    }

    #[test]
    fn other_languages() {
        check(
            "La sindaca ha detto lunedì che la città non costruirà il nuovo porto, perché mancano i soldi e i pescatori sono \
             contrari da molto tempo.",
            "und",
        );
        check(
            "La maire a déclaré lundi que la ville ne construirait pas le nouveau port, parce que l’argent manque et que les \
             pêcheurs y sont opposés depuis longtemps.",
            "und",
        );
        check("市長は月曜日、新しい港を建設しないと述べた。", "und");
        check("Мэр заявила в понедельник, что новый порт строить не будут.", "und");
    }

    #[test]
    fn kin_of_indonesian() {
        check(
            "Datuk Bandar berkata bahawa pihak berkuasa tempatan tidak akan membina jeti baharu itu kerana penduduk kampung \
             yang tinggal di tepi pantai telah membantah cadangan tersebut.",
            "id",
        );
    }

    #[test]
    fn names_have_no_language() {
        check(
            "Ana Núñez, Budi Santoso, Giovanni Rossi, Wei Chen, Olga Petrova, Juan dela Cruz, Siti Aminah, John Smith",
            "none",
        );
        check("", "none");
    }
}
