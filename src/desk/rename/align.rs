//! Aligning: which of the new words stands for which part of the old name.
//!
//! As many words as parts: one for one. Otherwise the ends of a person's name hold (the given name leads, the
//! surname closes), and of other names the words that did not change; what lies between is shared out. What
//! finds no part is added beside one, and what finds no word goes.

/// What a part of the old name becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// The word or words that stand for it; empty where it goes.
    pub word: String,
    /// Words that full mentions have before it, and behind it, from now on.
    pub before: String,
    pub after: String,
}

/// A slot for each part of the old name; both `old` and `new` are the words in order, and not empty.
pub fn align(old: &[String], new: &[String], person: bool) -> Vec<Slot> {
    let mut slots = vec![Slot::default(); old.len()];
    if person && old.len() != new.len() && old.len() > 1 && new.len() == 1 {
        // One word is left, and stands for what a short mention is most often: the surname.
        slots[old.len() - 1].word.clone_from(&new[0]);
        return slots;
    }
    let mut anchors = match () {
        _ if old.len() == new.len() || old.len() == 1 => Vec::new(),
        _ if person => ends(old, new),
        _ => unchanged(old, new),
    };
    anchors.push((old.len(), new.len()..new.len()));
    let (mut i, mut j) = (0, 0);
    for (part, words) in anchors {
        share(&mut slots, i..part, &new[j..words.start], person);
        if let Some(slot) = slots.get_mut(part) {
            slot.word = new[words.clone()].join(" ");
        }
        (i, j) = (part + 1, words.end);
    }
    slots
}

/// The same for the name of a firm: what says its legal form, before it or behind it, stands for the like, so that Tandem
/// Corp may become Blue Water Ltd, and Tandem then is Blue Water. `form` says whether a word is one of these.
pub fn align_firm(old: &[String], new: &[String], form: impl Fn(&String) -> bool) -> Vec<Slot> {
    let core = |words: &[String]| -> Option<std::ops::Range<usize>> {
        let (first, last) = (words.iter().position(|w| !form(w))?, words.iter().rposition(|w| !form(w))?);
        Some(first..last + 1)
    };
    let (Some(a), Some(b)) = (core(old), core(new)) else { return align(old, new, false) };
    let mut slots = vec![Slot::default(); a.start];
    slots.extend(align(&old[a.clone()], &new[b.clone()], false));
    slots.resize(old.len(), Slot::default());
    for (parts, words) in [(0..a.start, &new[..b.start]), (a.end..old.len(), &new[b.end..])] {
        if parts.is_empty() && !words.is_empty() {
            let (slot, behind) = (&mut slots[if parts.start == 0 { a.start } else { a.end - 1 }], parts.start > 0);
            let side = if behind { &mut slot.after } else { &mut slot.before };
            *side = [side.as_str(), &words.join(" ")].join(" ").trim().to_string();
        } else {
            share(&mut slots, parts, words, false);
        }
    }
    slots
}

/// The new word that is nearest in spelling to the old text, or None where none is near.
pub fn nearest(new: &[String], old: &str) -> Option<String> {
    let near = new.iter().filter(|word| similar(word, old));
    near.max_by(|a, b| closeness(a, old).total_cmp(&closeness(b, old))).cloned()
}

/// Whether two words may be spellings of one name.
pub fn similar(a: &str, b: &str) -> bool {
    closeness(a, b) >= 0.8
}

fn closeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())
}

/// The first and the last part of a person's name; a particle before the last new word belongs to it (van Dijk).
fn ends(old: &[String], new: &[String]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut last = new.len() - 1;
    // Where the old name had its particle as a part of its own, so has the new one.
    let parted = old[old.len() - 2].starts_with(char::is_lowercase);
    while !parted && last > 1 && new[last - 1].starts_with(char::is_lowercase) {
        last -= 1;
    }
    vec![(0, 0..1), (old.len() - 1, last..new.len())]
}

/// The longest run of words, in order, that both names have.
fn unchanged(old: &[String], new: &[String]) -> Vec<(usize, std::ops::Range<usize>)> {
    let same = |i: usize, j: usize| old[i].to_lowercase() == new[j].to_lowercase();
    let mut length = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            length[i][j] = if same(i, j) { length[i + 1][j + 1] + 1 } else { length[i + 1][j].max(length[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut anchors) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if same(i, j) {
            anchors.push((i, j..j + 1));
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    anchors
}

/// Shares the new words out among the parts between two anchors. Words without a part stand before the next part,
/// or behind the last.
fn share(slots: &mut [Slot], parts: std::ops::Range<usize>, words: &[String], person: bool) {
    let count = parts.len();
    if words.is_empty() {
        return;
    }
    if count == 0 {
        match slots.get_mut(parts.start) {
            Some(next) => next.before = words.join(" "),
            None => slots[parts.start - 1].after = words.join(" "),
        }
        return;
    }
    if words.len() < count && person {
        // Fewer middle names than before: the first stand for the first.
        for (part, word) in parts.zip(words) {
            slots[part].word.clone_from(word);
        }
        return;
    }
    // More words than parts: the last part takes the rest. Fewer: the last parts have one each.
    let skipped = count.saturating_sub(words.len());
    let mut words = words.iter().map(String::as_str);
    for part in parts.clone().skip(skipped) {
        slots[part].word = if part + 1 == parts.end {
            words.by_ref().collect::<Vec<_>>().join(" ")
        } else {
            words.next().unwrap_or_default().to_string()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each part of the old name with what it becomes: `old=word`, `(before)` and `(after)` beside it.
    #[track_caller]
    fn check(person: bool, old: &str, new: &str, want: &str) {
        let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        let show = |(old, slot): (String, Slot)| {
            let extra = |text: &str| if text.is_empty() { String::new() } else { format!("({text})") };
            format!("{old}={}{}{}", extra(&slot.before), slot.word, extra(&slot.after))
        };
        let got: Vec<String> = words(old).into_iter().zip(align(&words(old), &words(new), person)).map(show).collect();
        assert_eq!(got.join(" "), want);
    }

    #[test]
    fn as_many_words_as_parts() {
        check(true, "Sergei Shoigu", "Sergey Shoygu", "Sergei=Sergey Shoigu=Shoygu");
        check(true, "Ali", "Umar", "Ali=Umar");
        check(false, "Bank Mandiri", "Bank Raya", "Bank=Bank Mandiri=Raya");
    }

    #[test]
    fn firms() {
        let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        let check = |old: &str, new: &str, want: &str| {
            let form = |w: &String| ["Corp", "Ltd", "PT", "Tbk"].contains(&w.as_str());
            let slots = align_firm(&words(old), &words(new), form);
            let got: Vec<String> =
                slots.iter().map(|s| [&s.before, "<", &s.word, ">", &s.after].map(str::to_string).concat()).collect();
            assert_eq!(got.join(" "), want);
        };
        check("Tandem Corp", "Blue Water Ltd", "<Blue Water> <Ltd>");
        check("Tandem Corp", "Bluewater", "<Bluewater> <>");
        check("PT Sinar Laut Tbk", "PT Sinar Abadi", "<PT> <Sinar> <Abadi> <>");
        check("Sinar Laut", "PT Sinar Laut Tbk", "PT<Sinar> <Laut>Tbk");
        check("PT Tbk", "PT Laut", "<PT> <Laut>");
    }

    #[test]
    fn the_ends_of_a_persons_name_hold() {
        check(true, "Ana Gil", "Ana María Núñez", "Ana=Ana Gil=(María)Núñez");
        check(true, "Ana María Núñez", "Ana Gil", "Ana=Ana María= Núñez=Gil");
        check(true, "Virgil Dijk", "Virgil van der Dijk", "Virgil=Virgil Dijk=van der Dijk");
        check(true, "Virgil van Dijk", "Virgil Jong", "Virgil=Virgil van= Dijk=Jong");
        check(true, "A B C D", "W X Z", "A=W B=X C= D=Z");
    }

    #[test]
    fn a_mononym() {
        check(true, "Sergei Shoigu", "Shoygu", "Sergei= Shoigu=Shoygu");
        check(true, "Suharto", "Suharto Wijaya", "Suharto=Suharto Wijaya");
    }

    #[test]
    fn of_other_names_the_words_that_stay() {
        check(false, "Bank Mandiri", "Bank Rakyat Raya", "Bank=Bank Mandiri=Rakyat Raya");
        check(
            false,
            "Ministry of Defence",
            "Ministry of War and Peace",
            "Ministry=Ministry of=of Defence=War and Peace",
        );
        check(false, "Ministry of Defence", "Defence Ministry", "Ministry= of= Defence=Defence(Ministry)");
        check(false, "Bank Mandiri", "Mandiri", "Bank= Mandiri=Mandiri");
        check(false, "Mandiri Bank", "Bank Mandiri Raya", "Mandiri= Bank=Bank(Mandiri Raya)");
    }
}
