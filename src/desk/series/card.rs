//! Cards: what is kept of a draft when its text is put away.

use crate::analysis::Analysis;
use crate::desk::at;
use crate::draft::{BlockKind, shouted};
use crate::meaning::EntityId;
use crate::reading::Kind;
use crate::register::{Key, key};
use crate::text::{Encoding, Position, Span};

/// Where something stands in a draft, in the encoding for which the card was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

/// What is kept of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its headline; empty where it has none.
    pub title: String,
    /// In the order of their first mention.
    pub names: Vec<Named>,
}

/// A person, an organisation, a place or another named thing in one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
    pub kind: Kind,
    pub role: Option<String>,
    /// Every mention, in the order of the draft.
    pub places: Vec<Range>,
    /// The first mention in the body.
    pub first: Range,
    /// Its full names, of two words or more; or the one word that is all there is.
    pub forms: Vec<Form>,
    /// The preferred name of the register, folded.
    pub registered: Option<Key>,
}

/// A full name as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub text: String,
    pub key: Key,
    pub places: Vec<Range>,
}

impl Named {
    /// Whether both are one by their full names. Of one word alone, it must be the same sort of thing.
    pub fn is(&self, other: &Named) -> bool {
        let sure = |key: &Key| key.len() > 1 || self.kind == other.kind && self.kind != Kind::Other;
        let kinds = self.kind == other.kind || self.kind == Kind::Other || other.kind == Kind::Other;
        kinds && self.keys().any(|k| sure(k) && other.keys().any(|o| o == k))
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        self.forms.iter().map(|f| &f.key).chain(&self.registered)
    }
}

impl Card {
    /// Whether both spell the same names as often: where they stand does not matter.
    pub fn spells_as(&self, other: &Card) -> bool {
        let said = |card: &Card| -> Vec<(Kind, Vec<(String, usize)>)> {
            let forms = |n: &Named| n.forms.iter().map(|f| (f.text.clone(), f.places.len())).collect();
            card.names.iter().filter(|n| n.kind != Kind::Other).map(|n| (n.kind, forms(n))).collect()
        };
        said(self) == said(other)
    }
}

/// The card of a draft, with positions in this encoding.
pub fn card(analysis: &Analysis, encoding: Encoding) -> Card {
    let headline = analysis.draft.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    Card {
        title: headline.map(|b| at::shortened(&tidy(&b.prose), ROOM)).unwrap_or_default(),
        names: (0..analysis.meaning.entities.len()).map(|id| named(analysis, id, encoding)).collect(),
    }
}

/// What the card of a draft would hold of the entity at a byte of its source.
pub fn named_at(analysis: &Analysis, offset: usize, encoding: Encoding) -> Option<Named> {
    at::entity(analysis, offset).map(|id| named(analysis, id, encoding))
}

fn named(analysis: &Analysis, id: EntityId, encoding: Encoding) -> Named {
    let entity = &analysis.meaning.entities[id];
    let range = |span: Span| Range {
        start: analysis.text.position(span.start, encoding),
        end: analysis.text.position(span.end, encoding),
    };
    let name = tidy(at::name(analysis, id));
    let least = key(&name).len().min(2);
    let (mut places, mut forms): (Vec<Range>, Vec<Form>) = (Vec::new(), Vec::new());
    for (_, mention) in analysis.meaning.mentions_of(id) {
        let place = range(analysis.span(mention.place));
        places.push(place);
        let text = tidy(analysis.prose(mention.place));
        let key = key(&text);
        // A headline in capitals does not say how a name is spelled; it says whose name it is.
        if key.len() < least || shouted(&text) && !shouted(&name) && forms.iter().any(|f| f.key == key) {
            continue;
        }
        match forms.iter_mut().find(|f| f.text == text) {
            Some(form) => form.places.push(place),
            None => forms.push(Form { text, key, places: vec![place] }),
        }
    }
    let registered = at::registered(analysis, id).filter(|(_, sure)| *sure);
    Named {
        name,
        kind: entity.kind,
        role: at::role(analysis, id).map(|r| at::shortened(r, ROOM)),
        places,
        first: range(analysis.span(analysis.meaning.mentions[entity.first].place)),
        forms,
        registered: registered.map(|(entry, _)| key(&entry.name)),
    }
}

/// Characters of a title or a role that a list has room for.
const ROOM: usize = 80;

/// With single blanks: a name that runs over a line is the same name.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
