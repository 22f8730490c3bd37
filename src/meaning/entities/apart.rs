//! Apart: what says that two names that look like one are two people's.
//!
//! Mr Johnson and Ms Johnston, Alan Marks and his son, Allan Marks, a coroner and a widow: whoever introduces each of
//! them, or names them in one breath, tells them apart. Spelling is silent then, however near the letters are.

use rustc_hash::FxHashSet;

use super::clusters::Cluster;
use super::uses::{Alias, Use};
use crate::draft::Draft;
use crate::language::{Class, Classes, Sex};
use crate::meaning::Place;
use crate::reading::Kind;
use crate::text::Span;

/// Names of one breath stand within so many bytes.
const BREATH: usize = 16;
/// Two names that are given for one stand no more bytes apart.
const GIVEN: usize = 60;
/// A book names somebody a hundred thousand times: the first uses tell.
const MOST: usize = 200;

/// Whether the draft tells two names apart.
pub fn apart(draft: &Draft, uses: &[Use], a: &Cluster, b: &Cluster) -> bool {
    let (a, b) = (&a.uses[..a.uses.len().min(MOST)], &b.uses[..b.uses.len().min(MOST)]);
    let pairs = |found: &dyn Fn(&Use, &Use) -> bool| a.iter().any(|&x| b.iter().any(|&y| found(&uses[x], &uses[y])));
    told(draft, uses, a, b) || pairs(&one_breath) && !pairs(&|x, y| given(draft, x.place, y.place))
}

/// Whether courtesies, kinship or what each is said to be tell the bearers of two names apart.
pub fn told(draft: &Draft, uses: &[Use], a: &[usize], b: &[usize]) -> bool {
    let sex = |of: &[usize], sex: Sex| of.iter().any(|&u| uses[u].sex == Some(sex));
    let one = |x: Sex, y: Sex| sex(a, x) && !sex(a, y) && sex(b, y) && !sex(b, x);
    if one(Sex::Man, Sex::Woman) || one(Sex::Woman, Sex::Man) {
        return true;
    }
    let generation = |of: &[usize]| of.iter().find_map(|&u| uses[u].generation.clone());
    if generation(a).zip(generation(b)).is_some_and(|(x, y)| x != y) {
        return true;
    }
    let aged = |of: &[usize]| -> FxHashSet<usize> {
        of.iter().filter(|&&u| uses[u].signs.age && uses[u].parts.len() > 1).map(|&u| uses[u].sentence).collect()
    };
    // Agus Setiawan (38) dan Agus Setyawan (44)
    if !aged(a).is_disjoint(&aged(b)) {
        return true;
    }
    let sentences = |of: &[usize]| of.iter().map(|&u| uses[u].sentence).collect::<FxHashSet<_>>();
    let (in_a, in_b) = (sentences(a), sentences(b));
    let kin =
        |of: &[usize], other: &FxHashSet<usize>| of.iter().any(|&u| uses[u].kin && other.contains(&uses[u].sentence));
    // Suparjo alias Jolodong is not Manteb Sukarjo: who has another name beside his own is introduced by it.
    let alias = |of: &[usize], other: &FxHashSet<usize>| {
        let first = of.first().copied().unwrap_or_default();
        let next = uses.get(first + 1).is_some_and(|u| u.alias == Alias::Said && u.sentence == uses[first].sentence);
        next && !other.contains(&uses[first].sentence) && uses[first].cluster != uses[first + 1].cluster
    };
    kin(a, &in_b) || kin(b, &in_a) || alias(a, &in_b) || alias(b, &in_a) || introduced_apart(draft, uses, a, b)
}

/// `Catherine Wells, the coroner, … Katherine Wells, the widow, …`: each full name has its own introduction.
fn introduced_apart(draft: &Draft, uses: &[Use], a: &[usize], b: &[usize]) -> bool {
    let introductions = |of: &[usize]| -> Vec<String> {
        let full = of.iter().map(|&u| &uses[u]).filter(|u| u.parts.len() > 1 && !u.furniture);
        full.filter_map(|u| u.apposition.map(|span| words_of(draft, u, span))).collect()
    };
    let (x, y) = (introductions(a), introductions(b));
    let shares = |x: &str, y: &str| x.split(' ').any(|w| w.chars().count() > 3 && y.split(' ').any(|v| v == w));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|x| y.iter().any(|y| shares(x, y)))
}

fn words_of(draft: &Draft, one: &Use, span: Span) -> String {
    span.of(&draft.blocks[one.place.block].prose).to_lowercase()
}

/// `Syahrul Manan atau Shahrul Manan`, `Kyiv (Kiev)`: the draft itself gives two names, or two parts of them, for one.
pub fn given(draft: &Draft, a: Place, b: Place) -> bool {
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let block = &draft.blocks[a.block];
    let Some(between) = block.prose.get(first.span.end..second.span.start).filter(|_| a.block == b.block) else {
        return false;
    };
    if between.len() > GIVEN || between.contains(['.', ';', '!', '?']) {
        return false;
    }
    let saying = Classes::of(&[Class::Alias, Class::TermIntroducer]);
    let lower = between.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let means = |w: &str| block.pack.acronyms.means.has(w);
    let is = |w: &str, classes: Classes| block.pack.lexicon.classes(w, w).any(classes);
    let opens = between.contains(['(', '/']) || words().any(|w| means(w) || is(w, saying));
    opens && !words().any(|w| is(w, Classes::of(&[Class::Conjunction])) && !means(w))
}

/// Whether two names stand in one sentence, nearly side by side.
fn one_breath(x: &Use, y: &Use) -> bool {
    let (first, second) = if x.place < y.place { (x, y) } else { (y, x) };
    x.sentence == y.sentence && second.place.span.start <= first.place.span.end + BREATH
}

/// Whether two clusters have uses in one sentence.
pub fn same_sentence(uses: &[Use], a: &Cluster, b: &Cluster) -> bool {
    let sentences: FxHashSet<usize> = a.uses.iter().map(|&u| uses[u].sentence).collect();
    b.uses.iter().any(|&u| sentences.contains(&uses[u].sentence))
}

/// `Celia Thompson left Thomson Reuters`: a word of a person's name and one of a company's.
pub fn of_two_kinds(uses: &[Use], a: &[usize], b: &[usize]) -> bool {
    let all = |of: &[usize], kind: Kind| of.iter().all(|&u| uses[u].kind == Some(kind));
    let any_long = |of: &[usize]| of.iter().any(|&u| uses[u].parts.len() > 1);
    let two =
        |x: &[usize], y: &[usize]| all(x, Kind::Person) && all(y, Kind::Organisation) && any_long(x) && any_long(y);
    two(a, b) || two(b, a)
}

/// `Angela Correy’s [sic] case`: the draft says itself that a name is spelled so elsewhere.
pub fn is_quoted_so(draft: &Draft, place: Place) -> bool {
    let behind = &draft.blocks[place.block].prose[place.span.end..];
    // No ending of a name is longer.
    let ending = behind.char_indices().take(6).find(|(_, c)| c.is_whitespace());
    ending.is_some_and(|(ending, _)| {
        ["[sic]", "(sic)", "[sic!]"].iter().any(|sic| behind[ending..].trim_start().starts_with(sic))
    })
}
