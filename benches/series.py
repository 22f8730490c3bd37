#!/usr/bin/env python3
"""How long it takes until the other drafts of a series are known, and what they cost afterwards.

    benches/series.py [--drafts 500] [--words 800] [PROGRAM]

Makes a folder of drafts out of the paragraphs of the sample drafts, each in an order of its own, and asks for the references of a name
that stands in all of them. Python's standard library alone; the client is that of latency.py.
"""
import argparse
import os
import random
import re
import shutil
import signal
import tempfile
import time
from pathlib import Path

from latency import ROOT, Server, percentile

OURS = "Petr Gavrilov, a boatman, left. Gavrilov said nothing.\n"


def make(folder, drafts, words):
    """Drafts of which none is another's copy, each with the name in it twice."""
    stories = [s.read_text(encoding="utf-8").split("---", 2)[2] for s in sorted((ROOT / "samples").glob("*.md"))]
    rng = random.Random(1)
    (folder / "copydesk.toml").write_text(f"[series]\nfiles = {drafts}\n", encoding="utf-8")
    for n in range(drafts):
        paragraphs, count = [], 0
        while count < words:
            story = stories[n % len(stories)].strip().split("\n\n")
            rng.shuffle(story)
            for paragraph in story:
                paragraphs.append(paragraph)
                count += len(paragraph.split())
                if count >= words:
                    break
        text = "\n\n".join(paragraphs)
        # People of their own, so that names do not repeat more than in a newspaper.
        for name in ("Wieczorek", "Suharyono", "Ellery", "Tandiono"):
            text = text.replace(name, f"{name[:-2]}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{name[-2:]}")
        head = f"# Part {n}\n\nPetr Gavrilov came. Gavrilov left.\n\n"
        (folder / f"part-{n:04}.md").write_text(f"{head}{text}\n", encoding="utf-8")


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("program", nargs="?", default=str(ROOT / "target/release/copydesk"))
    ap.add_argument("--drafts", type=int, default=500)
    ap.add_argument("--words", type=int, default=800)
    args = ap.parse_args()
    signal.alarm(300)  # a server that never answers must not keep us
    folder = Path(tempfile.mkdtemp())
    try:
        measure(args, folder)
    finally:
        shutil.rmtree(folder)


def measure(args, folder):
    make(folder, args.drafts, args.words)
    server = Server([args.program, "lsp"])
    ticks = os.sysconf("SC_CLK_TCK")

    def processor():
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / ticks

    def timed(what, method, params):
        start, before = time.perf_counter(), processor()
        found = len(server.ask(method, params)["result"])
        wall, own = time.perf_counter() - start, processor() - before
        print(f"{what:45} {wall * 1000:9.0f} ms {own:7.2f} s of a processor {found:6} places")

    uri = folder.as_uri() + "/ours.md"
    server.ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": {
        "window": {"workDoneProgress": True}, "textDocument": {"publishDiagnostics": {"versionSupport": True}}}})
    server.tell("initialized", {})
    server.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": OURS}})
    references = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1},
                  "context": {"includeDeclaration": True}}
    print(f"{args.drafts} drafts of {args.words} words")
    timed("references, the first time", "textDocument/references", references)
    time.sleep(1.2)  # a folder that was looked at within the last second is not looked at again
    timed("references, nothing has changed", "textDocument/references", references)
    server.tell("textDocument/didSave", {"textDocument": {"uri": folder.as_uri() + "/part-0003.md"}})
    timed("references, one draft was saved", "textDocument/references", references)
    timed("symbols, the first letters", "workspace/symbol", {"query": "gav"})
    timed("symbols, another letter", "workspace/symbol", {"query": "gavr"})
    times = []
    for version in range(2, 102):
        change = {"text": OURS.replace("nothing", "nothing" + "!" * version)}
        start = time.perf_counter()
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        server.findings(version)
        times.append((time.perf_counter() - start) * 1000)
    print(f"{'keystroke to findings, p50 and p95':45} {percentile(times, 50):9.2f} ms {percentile(times, 95):7.2f} ms")
    memory = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.process.pid}/status").read_text()).group(1)
    print(f"{'memory, at most':45} {int(memory) / 1024:9.1f} MB")
    server.ask("shutdown", None)
    server.tell("exit", None)
    server.process.stdin.close()
    server.process.wait(10)


if __name__ == "__main__":
    main()
