//! The classes that a pack sorts words into: the whole vocabulary that patterns are written in.
//!
//! The name of a class is its key in the `[words]` table of a pack. A word may be in many classes, and what a
//! class means here is all that a pack's author has to know about the engine.

macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal,)*) => {
        /// What a word can be. The doc of each says what belongs in it, English first, Indonesian second.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[doc = $doc])* $name,)* }

        impl Class {
            pub const ALL: &'static [Class] = &[$(Class::$name,)*];

            /// The key of the class in a pack's `[words]` table.
            pub fn key(self) -> &'static str {
                match self { $(Class::$name => $key,)* }
            }
        }
    };
}

classes! {
    // Who spoke.
    /// A finite verb of saying that may stand before or after its quote: said, told, added; kata, mengatakan.
    Cue = "cue",
    /// A verb that brings a quote only when it touches it: called, described; menyebut, menilai.
    WeakCue = "weak_cue",
    /// A cue whose object listens, so that its source never stands behind it: told, informed, assured. Also a `cue`.
    ToldCue = "told_cue",
    /// A verb of saying whose source stands behind it, never before; not a `cue`: – ; kata, ujar, ditambahkan.
    InvertedCue = "inverted_cue",
    /// A participle of saying whose subject stands earlier: saying, adding; seraya berkata.
    ParticipleCue = "participle_cue",
    /// A cue that carries its source as an ending: – ; katanya, ujarnya.
    CueWithSource = "cue_with_source",
    /// A preposition that brings a source: according to, per; menurut.
    According = "according",
    /// What names a source that stands before it: – ; – ; German zufolge.
    AccordingBehind = "according_behind",
    /// Somebody else printed it: was quoted as saying, was quoted by; dikutip, dilansir.
    QuotedBy = "quoted_by",
    /// A verb by which a document speaks: read, states; berbunyi, tertulis.
    DocumentCue = "document_cue",
    /// A thing that speaks: statement, email, letter, report, tweet; pernyataan, surat, cuitan.
    Document = "document",
    /// What brings a title: titled, entitled, headlined; berjudul, bertajuk, bertema.
    TitleIntroducer = "title_introducer",
    /// What brings a term or a nickname: so-called, dubbed, known as; istilah, disebut, dijuluki, alias.
    TermIntroducer = "term_introducer",
    /// A work that has a title: film, song, book, album; lagu, buku, novel, webinar.
    Work = "work",
    /// What bears words that nobody speaks: sign, banner, slogan, hashtag; spanduk, poster, tagar.
    Inscription = "inscription",

    // Pronouns.
    /// he; – (a man only)
    He = "he",
    /// she; – (a woman only)
    She = "she",
    /// One person of either sex: – ; ia, dia, beliau.
    OnePerson = "one_person",
    /// Several: they; mereka.
    They = "they",
    /// The speaker of a quote about himself: I, we, my; saya, aku, kami, kita.
    FirstPerson = "first_person",
    /// it; – : a thing, never a speaker, but it may stand for a document.
    It = "it",
    /// Possessives that stand before a noun: his, her, their, its.
    Possessive = "possessive",

    // Small words.
    /// the, this, that; sang, si, para.
    Determiner = "determiner",
    /// Brings somebody new: a, an, one, some, several, another; seorang, salah satu, sejumlah, beberapa.
    Indefinite = "indefinite",
    /// Closes a noun phrase: – ; itu, tersebut, ini.
    Demonstrative = "demonstrative",
    /// What never opens a subject: him, them; – ; German den, einem, dessen.
    Oblique = "oblique",
    /// Leads from a noun to the one it belongs to: of; – ; German des, einer, vom.
    Owner = "owner",
    /// of, for, in, at, from, with; di, ke, dari, kepada, untuk.
    Preposition = "preposition",
    /// The agent of a passive: by; oleh.
    By = "by",
    /// and, but, or; dan, tetapi, namun, sementara.
    Conjunction = "conjunction",
    /// Opens a clause: when, while, after, because, if; saat, ketika, setelah, karena, jika.
    Subordinator = "subordinator",
    /// who, which, that; yang.
    Relative = "relative",
    /// Opens reported speech: that, whether, how; bahwa, agar, supaya.
    Complementizer = "complementizer",
    /// is, was, has, will, would, not …; adalah, akan, telah, sudah, tidak, bisa.
    Auxiliary = "auxiliary",
    /// Between source and cue: also, later, then, further; juga, kemudian, lagi, pun.
    Adverb = "adverb",
    /// yesterday, today, earlier, morning; kemarin, hari ini, pagi, lalu.
    Time = "time",
    /// Monday …, Mon.; Senin …
    Weekday = "weekday",
    /// January …, Jan.; Januari …
    Month = "month",
    /// Any other word that often opens a sentence and is no name: meanwhile, asked, there; selain, menanggapi.
    Opener = "opener",

    // Who people are.
    /// What an office is for, between the title and the person: Health, Transport; Perhubungan, Lalu, Lintas, Cabang.
    Field = "field",
    /// A courtesy before a name: Mr, Mrs, Sir; Pak, Bu, Haji, Kiai.
    Honorific = "honorific",
    /// An office or rank that stands before a name: President, Sen., Gen.; Presiden, Menteri, Kombes.
    Title = "title",
    /// A noun for one person by what they do or are: mayor, spokesman, lawyer, mother; juru bicara, pengacara, warga.
    Role = "role",
    /// A noun for several people: residents, officials, police, protesters; warga, para pejabat, polisi.
    Group = "group",
    /// Stands before a title or role: former, then, acting, deputy, senior; mantan, wakil, plt.
    RoleModifier = "role_modifier",
    /// Stands after a name: Jr, PhD, MP; S.H., M.Si., Ph.D.
    Degree = "degree",
    /// A lower-case part inside a name: van, bin, al, de; bin, binti, van.
    Particle = "particle",
    /// alias, known as, nicknamed; alias, akrab disapa, biasa disapa.
    Alias = "alias",
    /// Between commas behind another name of somebody: as he is known; begitu ia disapa, sapaan akrabnya.
    CalledBehind = "called_behind",
    /// Says that somebody is a man: Mr, king, father, spokesman; – .
    Man = "man",
    /// Says that somebody is a woman: Mrs, queen, mother, spokeswoman; – .
    Woman = "woman",
    /// Says that a source is not to be named: on condition of anonymity; enggan disebut namanya.
    Unnamed = "unnamed",
    /// Family words: father, wife, son, brother; ayah, istri, anak, adik.
    Kin = "kin",

    // Names of other things.
    /// Opens the name of an organisation: Ministry, University, Bank; Kementerian, Komisi, PT, Universitas.
    OrgHead = "org_head",
    /// Stands in or ends the name of an organisation: Party, Committee, Inc, Corp; Tbk, Persero, Group.
    OrgTail = "org_tail",
    /// A noun for an organisation: company, charity, club, maker; perusahaan, klub, yayasan.
    House = "house",
    /// Says the legal form of a firm, and is left out when it is named for short: Inc, Corp, Ltd, Group; PT, Tbk. Also in
    /// `org_head` or `org_tail`.
    LegalForm = "legal_form",
    /// An organisation known by one name: Pentagon, Congress, Kremlin; Polri, KPK, Pertamina.
    Organisation = "organisation",
    /// Who prints and broadcasts: Reuters, CNN, TASS; Kompas, Antara, Tempo.
    Media = "media",
    /// Opens the name of a place: Mount, Lake, Port; Kota, Kabupaten, Provinsi, Jalan, Sungai.
    PlaceHead = "place_head",
    /// Stands before the place whose people are meant: – ; warga, penduduk.
    PeopleOf = "people_of",
    /// Stands before the family name of several people: – ; keluarga, marga.
    FamilyOf = "family_of",
    /// Says what a place is, and may be left out where it is named again. Also a `place_head`: – ; Desa, Kota, Pulau.
    PlaceKind = "place_kind",
    /// Ends the name of a place: City, County, River, Street, Avenue.
    PlaceTail = "place_tail",
    /// A place: countries, provinces, cities.
    Place = "place",
    /// People and things of a place: Russian, Texan, Indonesian; (Indonesian uses the place itself).
    Demonym = "demonym",
    /// Capitalised, and neither person, place nor organisation: Christmas, Islam, Covid, brands, laws; Natal, Ramadan.
    OtherName = "other_name",
    /// Stands before the name of a thing that is called as people are: ship, trawler; topan, kapal motor.
    Vessel = "vessel",
    /// Opens the name of a thing, a rank and a person behind it: – ; Piala, Operasi.
    OtherHead = "other_head",
    /// Closes the name of a thing: Prize, Act, Cup; –
    OtherTail = "other_tail",
    /// A given name, from the shipped lists.
    Given = "given",
    /// A family name, from the shipped lists.
    Family = "family",
    /// A `given` or `family` name that few bear, or a small town, from the shipped lists: a name speaks for a person beside
    /// other words, not alone, and any of them may be another name misspelled.
    RareName = "rare_name",
    /// A name that is a word as well, so that it says nothing where it opens a sentence alone: Banks, Rivers; Bunga, Putra.
    NamedWord = "named_word",
    /// A common word of the language, from the shipped lists, that stands here with a capital. It may be a name as well.
    Ordinary = "ordinary",
    /// In, near, from: what stands before a place: in, near; di, ke, dari.
    Locative = "locative",
    /// Of these, what stands before people as well: to, from, at, over; ke, dari.
    Toward = "toward",
    /// Behind a name, which of a family or of a row of kings it is. Also a `degree`: Jr., Sr., II; Jr., II.
    Generation = "generation",
    /// Number words: two, dozen; dua, puluhan.
    Number = "number",
    /// Ends in a full stop without ending a sentence: Mr., No., Jl., dll.
    Abbreviation = "abbreviation",
    /// After an apostrophe that opens no quote: 'em, 'til, 'n; .
    Elision = "elision",
}

/// A set of classes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Classes(u128);

impl Classes {
    pub const NONE: Classes = Classes(0);

    pub const fn of(classes: &[Class]) -> Classes {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Classes(bits)
    }

    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether the two sets share a class.
    pub const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether no list has the word as anything but a common word of the language.
    pub const fn is_unlisted(self) -> bool {
        self.without(Class::Ordinary).is_empty()
    }

    pub const fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// These classes, or others where there are none.
    pub fn or_else(self, others: impl FnOnce() -> Classes) -> Classes {
        if self.is_empty() { others() } else { self }
    }

    pub const fn without(self, class: Class) -> Classes {
        Classes(self.0 & !(1 << class as u8))
    }

    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

impl std::fmt::Debug for Classes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(Class::ALL.iter().filter(|&&c| self.has(c)).map(|c| c.key())).finish()
    }
}

const _: () = assert!(Class::ALL.len() <= 128, "Classes is one u128");
