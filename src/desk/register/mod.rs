//! The register at the desk: what an editor may write into it from a draft.
//!
//! A name that is not there yet, two that are not one, the right spelling, a quote to be left alone; and a rename that
//! reaches the register. The desk gets the files as they stand and gives edits of them: it reads and writes none.

mod renamed;
mod sheet;

pub use renamed::renamed;

use super::at;
use crate::analysis::Analysis;
use crate::draft::shouted;
use crate::meaning::{EntityId, MentionId, Place, Variant, kind_word};
use crate::reading::Kind;
use crate::rules::{Finding, Page, house_entry, house_spelling};
use crate::text::fold::display;
use crate::text::{Edit, Span};

/// A file of the register as it stands now; one that is still to be made is empty.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub kind: SheetKind,
    /// What it is called in titles: `names.toml`.
    pub label: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// A `copydesk.toml`.
    Settings,
    /// A `names.toml`.
    Names,
}

/// A change of the register on offer.
#[derive(Clone, Debug)]
pub struct Entering {
    /// What it does, as a command.
    pub title: String,
    /// The file that changes, as an index of the sheets.
    pub sheet: usize,
    /// Of that file's text.
    pub edits: Vec<Edit>,
    /// The finding that it settles, as an index of `Analysis::findings`.
    pub finding: Option<usize>,
}

/// The changes of the register on offer for the findings that a span of the source touches, and for the name at its
/// start. `sheets` are the files that govern the draft, of each kind the nearest first.
pub fn entering(analysis: &Analysis, span: Span, sheets: &[Sheet]) -> Vec<Entering> {
    let mut offers = Offers { sheets, all: Vec::new(), finding: None };
    let touched = |f: &Finding| f.span.start <= span.end && span.start <= f.span.end;
    let mut settled = Vec::new();
    for (id, finding) in analysis.findings.iter().enumerate().filter(|(_, f)| touched(f)) {
        offers.finding = Some(id);
        match finding.rule {
            "unattributed-quote" => leave_alone(analysis, finding, &mut offers),
            "name-spelling" => {
                let here = two_spellings(analysis, finding, &mut offers);
                settled.extend(here.or_else(|| two_drafts(analysis, finding, &mut offers)));
            }
            "house-name" => settled.extend(two_minds(analysis, finding, &mut offers)),
            _ => {}
        }
    }
    offers.finding = None;
    let named = at::mention(analysis, span.start).map(|id| analysis.meaning.mentions[id].entity);
    if let Some(entity) = named.filter(|e| !settled.contains(e)) {
        add(analysis, entity, &mut offers);
    }
    offers.all
}

struct Offers<'a> {
    sheets: &'a [Sheet],
    all: Vec<Entering>,
    finding: Option<usize>,
}

impl Offers<'_> {
    /// Offers what `edit` makes of the nearest names file that `has` what it needs, or else of the nearest.
    fn names(&mut self, title: String, has: impl Fn(&str) -> bool, edit: impl Fn(&str) -> Option<Edit>) {
        self.file(SheetKind::Names, title, has, edit);
    }

    fn file(
        &mut self,
        kind: SheetKind,
        title: String,
        has: impl Fn(&str) -> bool,
        edit: impl Fn(&str) -> Option<Edit>,
    ) {
        let of_kind = || self.sheets.iter().enumerate().filter(|(_, s)| s.kind == kind);
        let found = of_kind().find(|(_, s)| has(&s.text)).or_else(|| of_kind().next());
        let Some((id, sheet)) = found else { return };
        let title = format!("{title} ({})", sheet.label);
        if let Some(edit) = edit(&sheet.text)
            && !self.all.iter().any(|o| o.title == title)
        {
            self.all.push(Entering { title, sheet: id, edits: vec![edit], finding: self.finding });
        }
    }

    fn two(&mut self, kind: Kind, a: &str, b: &str) {
        let what = match kind {
            Kind::Person | Kind::Other => "people",
            Kind::Organisation => "organisations",
            Kind::Place => "places",
        };
        self.names(format!("These are two {what}: {a} and {b}"), |_| false, |text| sheet::part(text, a, b));
    }

    fn right(&mut self, kind: Kind, name: &str, other: &str) {
        let has = |text: &str| sheet::has(text, kind, name) || sheet::has(text, kind, other);
        let title = format!("{name} is the right spelling, not {other}");
        self.names(title, has, |text| sheet::prefer(text, kind, name, other));
    }
}

/// “Add to the register”: a name of the draft that is not there.
fn add(analysis: &Analysis, entity: EntityId, offers: &mut Offers) {
    let known = &analysis.meaning.entities[entity];
    let name = at::name(analysis, entity);
    if known.entry.is_some() || shouted(name) && name.contains(' ') {
        return;
    }
    let role = at::role(analysis, entity).map(|r| r.split_whitespace().collect::<Vec<_>>().join(" "));
    let kinds = match known.kind {
        Kind::Other => &[Kind::Person, Kind::Organisation, Kind::Place][..],
        ref one => std::slice::from_ref(one),
    };
    for &kind in kinds {
        // Where the draft does not say what it is, the writer does.
        let what = if kinds.len() > 1 { format!(" as a {}", kind_word(kind)) } else { String::new() };
        let what = what.replace(" a o", " an o");
        let edit = |text: &str| sheet::add(text, kind, name, role.as_deref());
        offers.names(format!("Add {name} to the register{what}"), |_| false, edit);
    }
}

/// “Ignore this quote”: in every draft that the settings govern.
fn leave_alone(analysis: &Analysis, finding: &Finding, offers: &mut Offers) {
    let page = page(analysis);
    let quote = page.quote(finding);
    let edit = |text: &str| sheet::leave_quote(text, quote);
    offers.file(SheetKind::Settings, "Ignore this quote everywhere".to_string(), sheet::lists_quotes, edit);
}

/// “These are two people” and “this is the right spelling”, of a name that the draft spells two ways.
fn two_spellings(analysis: &Analysis, finding: &Finding, offers: &mut Offers) -> Option<EntityId> {
    let usual = finding.related.first()?.0;
    let stands = |places: &[Place], span: Span| places.iter().any(|p| analysis.span(*p).overlaps(span));
    // A slip may stand in the name of another.
    let all = analysis.meaning.entities.iter().enumerate();
    let mut all = all.flat_map(|(id, e)| e.variants.iter().map(move |v| (id, e.kind, v)));
    let has = |v: &Variant, span: Span| v.spellings.iter().any(|(_, places)| stands(places, span));
    let (entity, kind, variant) = all.find(|(_, _, v)| has(v, finding.span) && has(v, usual))?;
    let spelling = |span: Span| variant.spellings.iter().find(|(_, places)| stands(places, span));
    let (marked, usual) = (spelling(finding.span)?, spelling(usual)?);
    let (a, b) = (fullest(analysis, &usual.1)?, fullest(analysis, &marked.1)?);
    offers.two(kind, a, b);
    let (right, wrong) = (whole(analysis, entity, variant, &usual.0), whole(analysis, entity, variant, &marked.0));
    offers.right(kind, &right, &wrong);
    offers.right(kind, &wrong, &right);
    mention_over(analysis, finding.span).map(|id| analysis.meaning.mentions[id].entity)
}

/// The same of a name that other drafts of a series spell otherwise.
fn two_drafts(analysis: &Analysis, finding: &Finding, offers: &mut Offers) -> Option<EntityId> {
    let (_, wanted) = analysis.elsewhere.iter().find(|(span, _)| *span == finding.span)?;
    let mention = &analysis.meaning.mentions[mention_over(analysis, finding.span)?];
    let kind = analysis.meaning.entities[mention.entity].kind;
    let written = analysis.prose(mention.place).split_whitespace().collect::<Vec<_>>().join(" ");
    offers.two(kind, wanted, &written);
    offers.right(kind, wanted, &written);
    offers.right(kind, &written, wanted);
    Some(mention.entity)
}

/// The same of a name that the register spells otherwise.
fn two_minds(analysis: &Analysis, finding: &Finding, offers: &mut Offers) -> Option<EntityId> {
    let id = mention_over(analysis, finding.span)?;
    let mention = &analysis.meaning.mentions[id];
    let entry = &analysis.meaning.register.entries[house_entry(&page(analysis), mention.entity)?];
    let mut wanted = house_spelling(&page(analysis), mention).into_iter();
    let (place, wanted) = wanted.find(|(place, _)| analysis.span(*place).overlaps(finding.span))?;
    let spelled = analysis.prose(place);
    if shouted(spelled) {
        return Some(mention.entity);
    }
    let own = instead(&entry.name, &wanted, spelled);
    // A spelling that the register does not want is nobody else's.
    if !entry.other().contains(&own) {
        offers.two(entry.kind, &entry.name, analysis.prose(mention.place));
    }
    offers.right(entry.kind, &own, &entry.name);
    Some(mention.entity)
}

/// The mention that a span of the source touches.
fn mention_over(analysis: &Analysis, span: Span) -> Option<MentionId> {
    analysis.meaning.mentions.iter().position(|m| analysis.span(m.place).overlaps(span))
}

/// The longest mention that has one of these places, not in the capitals of a headline where another is not.
fn fullest<'a>(analysis: &'a Analysis, places: &[Place]) -> Option<&'a str> {
    let has = |place: Place| places.iter().any(|p| p.block == place.block && place.span.covers(p.span));
    let mentions = analysis.meaning.mentions.iter().enumerate().filter(|(_, m)| has(m.place));
    let rated = mentions.map(|(id, m)| (!shouted(analysis.prose(m.place)), m.parts.len(), std::cmp::Reverse(id), m));
    rated.max_by_key(|(plain, parts, id, _)| (*plain, *parts, *id)).map(|(.., m)| analysis.prose(m.place))
}

/// The whole name with a part in this spelling, whether or not it stands so in the draft.
fn whole(analysis: &Analysis, entity: EntityId, variant: &Variant, spelling: &str) -> String {
    let name = at::name(analysis, entity);
    let other = variant.spellings.iter().map(|(s, _)| s.as_str()).find(|s| instead(name, s, "") != name);
    other.map_or_else(|| name.to_string(), |other| instead(name, other, spelling))
}

/// A name with other words in the place of these; the same where they are not in it.
fn instead(name: &str, old: &str, new: &str) -> String {
    // As the draft has it, unless its apostrophe has another shape there.
    let folded = if name.contains(old) { name.to_string() } else { display(name) };
    let edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let at = folded
        .match_indices(old)
        .find(|(at, _)| edge(folded[..*at].chars().next_back()) && edge(folded[at + old.len()..].chars().next()));
    match at {
        Some((at, _)) => format!("{}{new}{}", &folded[..at], &folded[at + old.len()..]),
        None => name.to_string(),
    }
}

fn page(analysis: &Analysis) -> Page<'_> {
    Page::new(&analysis.source, &analysis.draft, &analysis.readings, &analysis.meaning)
}

#[cfg(test)]
mod tests;
