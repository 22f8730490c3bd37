"""Makes src/language/data/words-{en,id}.txt, the common words of a language, out of packages whose licences let us ship them.

    apt-get download scowl                                 (unpacked: scowl/usr/share/dict/scowl/)
    pip download wordfreq==3.1.1 --no-deps                 (unzipped: wordfreq/), pip install msgpack
    pip download spacy-lookups-data==1.0.5 --no-deps       (unzipped: spacy_lookups_data/)
    python scripts/words.py FOLDER                         (the folder that holds the three)

English: the words of SCOWL up to size 50, in British and American spelling, that it has in small letters. Indonesian: the words
of wordfreq's small list that are a root or an affixed form in spaCy's table of lemmas, and those that we picked out of
its 7,000 most frequent others by hand (names/words_id.txt). Run from the root of the project, before scripts/names.py. See
src/language/data/README.md for sources and licences.
"""

import gzip
import json
import pathlib
import re
import sys

import msgpack

ROOT = pathlib.Path(__file__).parent.parent
OUT = ROOT / "src" / "language" / "data"


def write(name, words):
    text = "\n".join(sorted(words)) + "\n"
    (OUT / name).write_text(text)
    print(name, len(words), "words", len(text.encode()), "bytes")


def english(folder):
    lists = folder / "scowl" / "usr" / "share" / "dict" / "scowl"
    words = set()
    for kind in ("english", "british", "american"):
        for size in (10, 20, 35, 40, 50):
            path = lists / f"{kind}-words.{size}"
            if path.exists():
                words.update(path.read_text(encoding="latin-1").split())
    return {w for w in words if re.fullmatch("[a-z]{2,}", w)}


def indonesian(folder):
    table = gzip.open(folder / "spacy_lookups_data" / "data" / "id_lemma_lookup.json.gz")
    forms = {w for pair in json.load(table).items() for w in pair}
    bands = msgpack.load(gzip.open(folder / "wordfreq" / "data" / "small_id.msgpack.gz"), raw=False)
    frequent = {w for band in bands if isinstance(band, list) for w in band}
    words = {w for w in forms & frequent if re.fullmatch("[a-z]{2,}(-[a-z]+)?", w)}
    picked = (ROOT / "scripts" / "names" / "words_id.txt").read_text().splitlines()
    return words | {w for line in picked if not line.startswith("#") for w in line.split()}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    write("words-en.txt", english(folder))
    write("words-id.txt", indonesian(folder))
