// Prints the given and family names of every locale of @faker-js/faker as JSON: node scripts/faker.mjs package
import { pathToFileURL } from "node:url";

const { allLocales } = await import(pathToFileURL(`${process.cwd()}/${process.argv[2]}/dist/index.js`));
const flat = (v) =>
  !v ? [] : Array.isArray(v) ? v.map((x) => (typeof x === "string" ? x : x.value)) : Object.values(v).flatMap(flat);
const out = {};
for (const [locale, { person }] of Object.entries(allLocales)) {
  if (person) out[locale] = { first: flat(person.first_name), last: flat(person.last_name) };
}
console.log(JSON.stringify(out));
