#!/usr/bin/env python3
"""Drives the real Helix through a sample draft, with keys, in tmux. Started by helix.sh, which sets the variables.

Prints a line for each step, and leaves with 1 on a failure. What Helix has marked is what it selects when it goes to a
finding; the selection is piped into a file, so that it is known to the letter.
"""
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
TMUX, HELIX = os.environ["COPYDESK_TMUX"], os.environ["COPYDESK_HELIX"]
DRAFT = Path(os.environ["COPYDESK_DRAFT"])
SAMPLE = json.loads((HERE / "story.json").read_text())[DRAFT.name]
SETTINGS = DRAFT.with_name("copydesk.toml")
PICKED = DRAFT.with_name("picked")

failures = 0


def tmux(*arguments):
    return subprocess.run([TMUX, "-L", f"copydesk-{os.getpid()}", "-f", "/dev/null", *arguments],
                          check=True, capture_output=True, text=True).stdout


def step(name, ok, detail=""):
    global failures
    failures += 0 if ok else 1
    print(("ok    " if ok else "FAILS ") + name + (f": {detail}" if detail and not ok else ""), flush=True)
    return ok


def wait(f, seconds=10):
    end = time.time() + seconds
    while True:
        got = f()
        if got or time.time() > end:
            return got
        time.sleep(0.05)


def screen():
    return tmux("capture-pane", "-p")


def press(*keys):
    """Keys by their names; none of them waits for the next."""
    tmux("send-keys", *keys)
    time.sleep(0.06)


def normal():
    """Normal mode, nothing open. Escape and what follows would be one key if they came in one breath."""
    press("Escape")
    time.sleep(0.3)


def write(words):
    tmux("send-keys", "-l", words)
    time.sleep(0.06)


def command(words):
    press(":")
    write(words)
    press("Enter")


def there(read):
    """What is read of a file. While Helix writes one, there is none for a moment."""
    for _ in range(100):
        try:
            return read()
        except FileNotFoundError:
            time.sleep(0.02)
    return read()


def saved(path=DRAFT):
    """The text as Helix has it now."""
    written = lambda: there(path.stat).st_mtime_ns
    before = written()
    command("write!")
    wait(lambda: written() != before, 5)
    return there(path.read_text)


def holds(want):
    """Whether the text becomes this."""
    return wait(lambda: saved() == want, 8)


def selection():
    PICKED.unlink(missing_ok=True)
    command(f"pipe-to cat > {PICKED}")
    wait(PICKED.exists, 3)
    time.sleep(0.05)
    return PICKED.read_text() if PICKED.exists() else ""


def go(words):
    normal()
    press("g", "g")
    press("/")
    write(re.escape(words).replace("\\ ", " "))
    press("Enter")
    # The words are selected; the cursor goes to the first of them.
    press("M-\\;")  # to tmux, a bare semicolon at the end is its own
    press("\\;")


def marked():
    """The words of every finding, from the first on."""
    normal()
    press("g", "g")
    words = []
    for _ in range(12):
        press("]", "d")
        found = selection()
        if not found or found in words:
            break
        words.append(found)
    return words


def shows(words, seconds=8):
    """Whether the words come into sight, however lines and frames cut them."""
    plain = lambda text: re.sub(r"[\s│]+", " ", text)
    return wait(lambda: plain(words) in plain(screen()), seconds)


def hover(words, want):
    go(words)
    press("Space")
    press("k")
    seen = shows(want)
    step(f"hover on “{words}”", seen, "" if seen else screen())
    normal()


def story():
    original = DRAFT.read_text()
    misspelt, orphan = SAMPLE["misspelt"], SAMPLE["orphan"]
    # The number of findings stands in the line below the text.
    step("findings arrive", wait(lambda: re.search(r"● *[1-9]", screen()), 20), screen())
    words = wait(lambda: (lambda m: m if misspelt in m and orphan in m else None)(marked()), 10) or marked()
    step("the second spelling is marked, exactly, after an emoji", misspelt in words, words)
    step("the quote that nobody spoke is marked, exactly", orphan in words, words)

    hover(misspelt, SAMPLE["full"])
    hover(SAMPLE["attributed"]["quote"], SAMPLE["attributed"]["speaker"])

    go(SAMPLE["short"])
    press("Space")
    press("r")
    wait(lambda: "rename-to:" in screen(), 5)
    press("C-u")
    write(SAMPLE["renamed"])
    press("Enter")
    want = original.replace(misspelt, SAMPLE["renamed"]).replace(SAMPLE["right"], SAMPLE["renamed"])
    step("rename: everywhere, the old spelling too", holds(want), screen())
    normal()
    press("u")
    step("one undo takes the rename back", holds(original))

    go(misspelt)
    wait(lambda: misspelt in marked(), 8)
    go(misspelt)
    press("Space")
    press("a")
    step("quick fixes are offered", shows(SAMPLE["right"] + " here", 5) or shows(SAMPLE["right"], 1), screen())
    press("Enter")
    step("quick fix: the other spelling", holds(original.replace(misspelt, SAMPLE["right"])), screen())
    step("then the finding is gone", wait(lambda: misspelt not in marked(), 8))
    normal()
    press("u")
    step("one undo takes the fix back", holds(original))
    step("and the finding returns", wait(lambda: misspelt in marked(), 8))

    normal()
    press("Space")
    press("s")
    listed = shows(SAMPLE["person"][0])
    step("the outline shows who is in the draft", listed, screen())
    normal()

    command(f"open {SETTINGS}")
    press("g", "e")
    press("o")
    write('name-spelling = "off"')
    normal()
    saved(SETTINGS)
    command(f"open {DRAFT}")
    gone = wait(lambda: (lambda m: orphan in m and misspelt not in m)(marked()), 10)
    step("settings that are saved count at once", gone, marked())
    step("the draft is as it was", saved() == original)
    command("quit-all!")
    step("Helix quits", wait(lambda: subprocess.run([TMUX, "-L", f"copydesk-{os.getpid()}", "has-session"],
                                                    capture_output=True, check=False).returncode != 0, 10))


tmux("new-session", "-d", "-x", "150", "-y", "46", f"'{HELIX}' '{DRAFT}'")
try:
    story()
except Exception as problem:  # the story must end with a word, whatever happened
    step("the test itself", False, repr(problem))
finally:
    subprocess.run([TMUX, "-L", f"copydesk-{os.getpid()}", "kill-server"], capture_output=True, check=False)
sys.exit(1 if failures else 0)
