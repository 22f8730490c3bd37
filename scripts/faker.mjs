// Prints the given and family names of every locale of @faker-js/faker as JSON, and which given names it has for men and
// for women alone: node scripts/faker.mjs package
import { pathToFileURL } from "node:url";

const { allLocales } = await import(pathToFileURL(`${process.cwd()}/${process.argv[2]}/dist/index.js`));
const flat = (v) =>
  !v ? [] : Array.isArray(v) ? v.map((x) => (typeof x === "string" ? x : x.value)) : Object.values(v).flatMap(flat);
const out = {};
for (const [locale, { person }] of Object.entries(allLocales)) {
  if (!person) continue;
  const first = person.first_name;
  out[locale] = { first: flat(first), last: flat(person.last_name), men: flat(first?.male), women: flat(first?.female) };
}
console.log(JSON.stringify(out));
