//! `copydesk explain`: the page of a rule, or the list of them all. Both come from the one table.

use std::io::Write;

use anyhow::bail;

use super::{Outcome, output};
use crate::rules::{self, RULES};
use crate::settings;

pub fn run(rule: Option<&str>) -> anyhow::Result<Outcome> {
    let mut out = output::stdout();
    match rule {
        None => {
            let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or_default();
            for rule in RULES {
                writeln!(out, "{:width$}  {:11}  {}", rule.name, rule.severity.key(), rule.summary)?;
            }
        }
        Some(name) => match rules::by_name(name) {
            Some(rule) => out.write_all(rule.page.as_bytes())?,
            None => bail!("there is no rule “{name}”; {}", hint(name)),
        },
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

fn hint(name: &str) -> String {
    let names = || RULES.iter().map(|r| r.name);
    match settings::nearest(name, names()) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => format!("known are {}", names().collect::<Vec<_>>().join(", ")),
    }
}
