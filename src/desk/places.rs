//! Places: where an entity is first named, and where else.

use super::at::{self, Thing};
use crate::analysis::Analysis;
use crate::text::Span;

/// Where to find out who it is: from a name, or another expression for a speaker, to the first mention of the
/// entity; from a quote to the expression that names its source.
pub fn definition(analysis: &Analysis, offset: usize) -> Option<Span> {
    let meaning = &analysis.meaning;
    if let Thing::Quote(quote) = at::at(analysis, offset)? {
        return Some(analysis.span(meaning.quotes[quote].attribution.as_ref()?.source.place));
    }
    let entity = at::entity(analysis, offset)?;
    Some(analysis.span(meaning.mentions[meaning.entities[entity].first].place))
}

/// Every mention of the entity at a byte of the source, in order; without the first where `first` is false.
pub fn references(analysis: &Analysis, offset: usize, first: bool) -> Vec<Span> {
    let Some(entity) = at::entity(analysis, offset) else { return Vec::new() };
    let declared = analysis.meaning.entities[entity].first;
    let mentions = analysis.meaning.mentions_of(entity).filter(|(id, _)| first || *id != declared);
    sorted(mentions.map(|(_, m)| analysis.span(m.place)).collect())
}

/// What to light up for the byte under the cursor: the entity's mentions, or a quote with its source and cue.
pub fn highlights(analysis: &Analysis, offset: usize) -> Vec<Span> {
    match at::at(analysis, offset) {
        None => Vec::new(),
        Some(Thing::Name(_)) => references(analysis, offset, true),
        Some(Thing::Quote(id) | Thing::Source(id)) => {
            let quote = &analysis.meaning.quotes[id];
            let attribution = quote.attribution.as_ref();
            let places = [Some(quote.place), attribution.map(|a| a.source.place), attribution.and_then(|a| a.cue)];
            sorted(places.into_iter().flatten().map(|p| analysis.span(p)).collect())
        }
    }
}

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing;

    /// Each answer is written as `line:text`.
    #[track_caller]
    fn check(marked: &str, ask: fn(&Analysis, usize) -> Vec<Span>, want: &[&str]) {
        let (analysis, offset) = testing::cursor(marked);
        let show = |span: Span| format!("{}:{}", at::line(&analysis, span), span.of(&analysis.source));
        let got: Vec<String> = ask(&analysis, offset).into_iter().map(show).collect();
        assert_eq!(got, want);
    }

    const STORY: &str = "Mayor [Ana Núñez|p1] left.\n\n{“We won,”|p1} [said|cue] [Núñez|p1].\n\n[Ana|p1] smiled.";

    fn pointing(at: &str) -> String {
        STORY.replacen(at, &format!("‸{at}"), 1)
    }

    fn defined(analysis: &Analysis, offset: usize) -> Vec<Span> {
        definition(analysis, offset).into_iter().collect()
    }

    #[test]
    fn a_name_leads_to_its_first_mention_and_a_quote_to_its_source() {
        check(&pointing("Ana|"), defined, &["1:Ana Núñez"]);
        check(&pointing("We won"), defined, &["3:Núñez"]);
        check(&pointing("smiled"), defined, &[]);
        check("[Ana|p1] left. {“No,”|p1} [said|cue] [s‸he|=p1].", defined, &["1:Ana"]);
        check("{“N‸o.”|-}", defined, &[]);
    }

    #[test]
    fn references_are_all_mentions() {
        check(&pointing("Núñez|p1] left"), |a, o| references(a, o, true), &["1:Ana Núñez", "3:Núñez", "5:Ana"]);
        check(&pointing("Núñez|p1]."), |a, o| references(a, o, false), &["3:Núñez", "5:Ana"]);
        check(&pointing("We won"), |a, o| references(a, o, true), &[]);
    }

    #[test]
    fn a_quote_lights_up_with_its_source_and_cue() {
        check(&pointing("We won"), highlights, &["3:“We won,”", "3:said", "3:Núñez"]);
        check(&pointing("said"), highlights, &["3:“We won,”", "3:said", "3:Núñez"]);
        check(&pointing("Ana|"), highlights, &["1:Ana Núñez", "3:Núñez", "5:Ana"]);
    }
}
