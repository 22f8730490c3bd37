//! What kind of thing a name may name, and the signs that speak for it.

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Organisation,
    Place,
    Other,
}

impl Kind {
    /// As `analyze` prints it.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Other => "other",
        }
    }
}

/// The signs that stand at one mention: each is a fact about the text beside it, never a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// A courtesy, an office or a rank stands before it.
    pub title: bool,
    /// A role noun stands before it, or behind it between commas.
    pub role: bool,
    /// It is the subject of a verb of saying, or follows one.
    pub cue: bool,
    /// Its first part is a known given name.
    pub given: bool,
    /// Its last part is a known family name.
    pub family: bool,
    /// An initial, a name particle or a degree is part of it.
    pub shape: bool,
    /// An age in brackets or between commas stands behind it.
    pub age: bool,
    /// It holds a word of organisations.
    pub organisation: bool,
    /// It is, or holds, a known place or a word of places.
    pub place: bool,
    /// A word of place stands before it (in, near; di, ke).
    pub locative: bool,
    /// That word stands before people as well (to, from; ke, dari), or the name owns what follows: to Marlow’s house.
    pub toward: bool,
    /// It is a known name of another kind, or a nationality.
    pub other: bool,
    /// It opens a sentence, so its capital says nothing.
    pub opens: bool,
    /// It stands in a headline or among capitals, where capitals say nothing.
    pub capitals: bool,
}
