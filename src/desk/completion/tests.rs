//! Completion on drafts whose meaning is written into them.

use super::*;
use crate::desk::testing;
use crate::draft::Format;
use crate::register::Register;
use crate::text::apply;

/// What is offered at the `‸`, as `label (role) → the last line with the offer in it`.
#[track_caller]
fn check(marked: &str, want: &[&str]) -> Offers {
    let (analysis, cursor) = testing::cursor(marked);
    let source = analysis.source.to_string();
    let Some(typed) = at(&source, Format::Markdown, cursor) else {
        assert!(want.is_empty(), "no word is typed: {marked}");
        return Offers::default();
    };
    let offers = offers(&typed, &of_draft(&analysis, typed.span.start));
    let shown = offers.offers.iter().map(|o| {
        let role = o.detail.as_ref().map(|d| format!(" ({d})")).unwrap_or_default();
        let text = apply(&source, std::slice::from_ref(&o.edit));
        format!("{}{role} → {}", o.label, text.lines().last().unwrap())
    });
    assert_eq!(shown.collect::<Vec<_>>(), want, "{marked}");
    offers
}

const STORY: &str = "[Petr Gavrilov|p1], [a boatman|role p1], met [Ana Núñez Gil|p2]. [Gavrilov|p1] left [Núñez|p2].\n\n\
    [Gavrilov|p1] works for [Komisi Pemilihan dan Umum|o1] ([KPU|o1]).\n\n";

#[track_caller]
fn typing(line: &str, want: &[&str]) -> Offers {
    check(&format!("{STORY}{line}"), want)
}

#[test]
fn the_full_name_comes_before_the_short_one() {
    typing("Then Ga‸", &["Petr Gavrilov (a boatman) → Then Petr Gavrilov", "Gavrilov (a boatman) → Then Gavrilov"]);
    typing(
        "Then Pe‸",
        &[
            "Petr Gavrilov (a boatman) → Then Petr Gavrilov",
            "Komisi Pemilihan dan Umum → Then Komisi Pemilihan dan Umum",
        ],
    );
    typing("kp‸", &["KPU → KPU"]);
}

#[test]
fn after_two_letters() {
    assert!(typing("Then G‸", &[]).incomplete);
    assert!(
        typing("Then Ga‸", &["Petr Gavrilov (a boatman) → Then Petr Gavrilov", "Gavrilov (a boatman) → Then Gavrilov"])
            .incomplete
    );
    // No name begins so, and no letter more will change that.
    assert!(!typing("Then Gx‸", &[]).incomplete);
}

#[test]
fn capitals_and_accents_do_not_count() {
    for line in ["nu‸", "NU‸", "nú‸", "NÚñ‸"] {
        typing(line, &["Ana Núñez Gil → Ana Núñez Gil", "Núñez → Núñez"]);
    }
    typing("nunez‸", &["Ana Núñez Gil → Ana Núñez Gil", "Núñez → Núñez"]);
}

#[test]
fn what_the_editor_compares_begins_with_what_is_typed() {
    let filters = |line: &str| {
        let (analysis, cursor) = testing::cursor(&format!("{STORY}{line}"));
        let typed = at(&analysis.source, Format::Markdown, cursor).unwrap();
        let offers = offers(&typed, &of_draft(&analysis, typed.span.start)).offers;
        offers.into_iter().map(|o| o.filter).collect::<Vec<_>>()
    };
    assert_eq!(filters("nun‸"), ["nunez Gil", "nunez"]);
    assert_eq!(filters("anA‸"), ["anA Núñez Gil"]);
    assert_eq!(filters("Petr ga‸"), ["gavrilov"]);
}

#[test]
fn a_word_that_is_complete_asks_for_what_follows_it() {
    typing("Then Petr‸", &["Petr Gavrilov (a boatman) → Then Petr Gavrilov"]);
    typing("Then Petr‸ Gavrilov", &[]);
    typing("Then Núñez‸", &["Ana Núñez Gil → Then Ana Núñez Gil"]);
    typing("Then Komisi‸", &["Komisi Pemilihan dan Umum → Then Komisi Pemilihan dan Umum"]);
    assert!(typing("Then Gavrilov‸", &[]).incomplete);
    typing("Then Gavri‸lov", &[]);
    typing("anti-Gavrilov‸", &[]);
    typing(
        "Then gavrilov‸",
        &["Petr Gavrilov (a boatman) → Then Petr Gavrilov", "Gavrilov (a boatman) → Then Gavrilov"],
    );
}

#[test]
fn the_whole_word_is_replaced() {
    typing(
        "Then Ga‸fri left",
        &["Petr Gavrilov (a boatman) → Then Petr Gavrilov left", "Gavrilov (a boatman) → Then Gavrilov left"],
    );
    typing(
        "🗞 **Ga‸**’s",
        &["Petr Gavrilov (a boatman) → 🗞 **Petr Gavrilov**’s", "Gavrilov (a boatman) → 🗞 **Gavrilov**’s"],
    );
    typing("anti-Ga‸", &["Petr Gavrilov (a boatman) → anti-Petr Gavrilov", "Gavrilov (a boatman) → anti-Gavrilov"]);
}

#[test]
fn what_stands_there_already_is_not_written_twice() {
    typing("Then Petr Ga‸", &["Petr Gavrilov (a boatman) → Then Petr Gavrilov"]);
    typing(
        "Then Pe‸ Gavrilov",
        &[
            "Petr Gavrilov (a boatman) → Then Petr Gavrilov",
            "Komisi Pemilihan dan Umum → Then Komisi Pemilihan dan Umum Gavrilov",
        ],
    );
    typing("Then ana nunez gi‸", &["Ana Núñez Gil → Then ana nunez Gil"]);
    typing(
        "Then, Petr, Ga‸",
        &["Petr Gavrilov (a boatman) → Then, Petr, Petr Gavrilov", "Gavrilov (a boatman) → Then, Petr, Gavrilov"],
    );
}

const MEER: &str = "[Femke van der Meer|p1], [a skater|role p1], won. [Van der Meer|p1] trains. [Ana Gil|p2] left.\n\n";

#[test]
fn particles_and_further_words() {
    let check = |line: &str, want: &[&str]| {
        check(&format!("{MEER}{line}"), want);
    };
    let whole = "Femke van der Meer (a skater) → Then Femke van der Meer";
    let short = "van der Meer (a skater) → Then van der Meer";
    for line in ["Then Femke‸", "Then Femke van‸", "Then Femke van d‸", "Then Femke van der M‸", "Then Femke van der‸"]
    {
        check(line, &[whole]);
    }
    // What is left out comes in between, and nothing is written twice.
    check("Then Femke Me‸", &[whole]);
    check("Then Femke der M‸", &[whole]);
    check("Then van Me‸", &[short]);
    for line in ["Then van de‸", "Then van der‸", "Then van der M‸", "Then va‸"] {
        check(line, &[short]);
    }
    check("Then Me‸", &[whole, short]);
    check("Then Van de‸", &["van der Meer (a skater) → Then Van der Meer"]);
    check("Me‸", &["Femke van der Meer (a skater) → Femke van der Meer", "Van der Meer (a skater) → Van der Meer"]);
    check("She left. “Va‸", &["Van der Meer (a skater) → She left. “Van der Meer"]);
    check("Then Femke van der Meer‸", &[]);
    check("Then Femke van‸ der Meer", &[]);
}

#[test]
fn all_offers_begin_at_one_place() {
    let source = format!("{MEER}[Megan Holt|p3] left.\n\nThen Femke Me‸");
    let offers = check(
        &source,
        &["Femke van der Meer (a skater) → Then Femke van der Meer", "Megan Holt → Then Femke Megan Holt"],
    );
    let filters: Vec<&str> = offers.offers.iter().map(|o| o.filter.as_str()).collect();
    assert_eq!(filters, ["Femke Meer", "Femke Megan Holt"]);
}

#[test]
fn a_hyphen_is_not_compared_twice() {
    let offers = check("[Jean-Luc Godin|p1] left.\n\nThen Jean-‸", &["Jean-Luc Godin → Then Jean-Luc Godin"]);
    assert_eq!(offers.offers[0].filter, "Jean-Luc Godin");
}

#[test]
fn small_words_of_a_name_begin_none() {
    typing("da‸", &[]);
    typing("Dan‸", &[]);
    typing("um‸", &[]);
    typing("Um‸", &["Komisi Pemilihan dan Umum → Komisi Pemilihan dan Umum"]);
    typing("komi‸", &["Komisi Pemilihan dan Umum → Komisi Pemilihan dan Umum"]);
    typing("komisi‸", &[]);
    typing("kpu‸", &["KPU → KPU"]);
}

#[test]
fn the_word_itself_is_no_name_yet() {
    check("[Gav‸|p1] met [Ivo|p2].", &[]);
    // A reading of two letters ago may have it as a name.
    let (analysis, _) = testing::cursor("[Petr Gavrilov|p1] left. [Gav|p2]‸");
    let source = "Petr Gavrilov left. Ga";
    let typed = at(source, Format::Markdown, source.len()).unwrap();
    let names: Vec<String> = of_draft(&analysis, typed.span.start).into_iter().map(|k| k.name).collect();
    assert_eq!(names, ["Petr Gavrilov"]);
}

#[test]
fn capitals_of_a_headline_are_no_spelling() {
    check("# [GAVRILOV|p1] LEAVES\n\n[Petr Gavrilov|p1] left.\n\nGa‸", &["Petr Gavrilov → Petr Gavrilov"]);
    check("# [KPU|o1]\n\nkp‸", &["KPU → KPU"]);
}

#[test]
fn the_most_named_come_first() {
    check(
        "[Gaja Ivanova|p1]. [Gana Petrova|p2]. [Petrova|p2].\n\nGa‸",
        &["Gana Petrova → Gana Petrova", "Gaja Ivanova → Gaja Ivanova"],
    );
}

#[test]
fn what_would_break_the_format_is_escaped() {
    let source = "Gi";
    let typed = at(source, Format::Markdown, 2).unwrap();
    let name = Known {
        name: "Gil*co".into(),
        short: vec![],
        role: None,
        kind: SymbolKind::Organisation,
        uses: 1,
        entry: None,
    };
    assert_eq!(offers(&typed, &[name]).offers[0].edit.new, "Gil\\*co");
}

#[test]
fn names_of_the_register() {
    let names = "[people.\"Sergei Shoigu\"]\nother = [\"Sergey Shoygu\"]\nrole = \"Secretary\"\nshort = [\"Shoigu\"]\n\
        [organisations.\"Shore Council\"]\n";
    let names = crate::register::parse(names).names.unwrap();
    let register = Register::of([("names.toml", &names)]);
    let check = |marked: &str, entry: Option<usize>, want: &[&str]| {
        let (mut analysis, cursor) = testing::cursor(marked);
        analysis.meaning.register = register.clone().into();
        analysis.meaning.entities.iter_mut().for_each(|e| e.entry = entry);
        let typed = at(&analysis.source, Format::Markdown, cursor).unwrap();
        let mut known = of_draft(&analysis, typed.span.start);
        known.extend(of_register(&register, &known));
        let offers = offers(&typed, &known).offers;
        let shown = offers.iter().map(|o| format!("{} ({})", o.edit.new, o.detail.as_deref().unwrap_or_default()));
        assert_eq!(shown.collect::<Vec<_>>(), want);
    };
    check("[Ana Gil|p1]\n\nsho‸", None, &["Sergei Shoigu (Secretary)", "Shoigu (Secretary)", "Shore Council ()"]);
    // The draft has it in another spelling: it is offered once, as the desk wants it.
    check("[Sergey Shoygu|p1]. [Shoygu|p1]\n\nser‸", Some(0), &["Sergei Shoigu (Secretary)"]);
    check("[Sergey Shoygu|p1]. [Shoygu|p1]\n\nshoy‸", Some(0), &[]);
}
