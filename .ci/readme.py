#!/usr/bin/env python3
"""Checks what our Markdown files promise: links that lead somewhere, and the README's two commands, run as they stand there.

Exit code 1 with a line for each broken promise.
"""
import glob
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["*.md", "docs/*.md", "editors/**/*.md", "src/rules/*.md"]


def prose(text):
    """The text without blocks and spans of code."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^(`{3,}).*?^\1", "", text))


def anchors(text):
    """The anchors that a page's headings make."""
    plain = (re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in re.findall(r"(?m)^#+ (.+)$", prose(text)))
    return set(plain)


def broken_links(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose(text)):
        target = target[0] or target[1]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists():
            yield f"{page.relative_to(ROOT)}: {target} leads nowhere"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            yield f"{page.relative_to(ROOT)}: {target} names no heading"


def broken_commands():
    """The README's “Try it” has two blocks of one command each, and `.ci/run` runs both."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.search(r"(?ms)^## Try it\n(.*?)^## ", readme)
    blocks = [b.strip() for b in re.findall(r"(?ms)^```sh\n(.*?)^```", section.group(1))] if section else []
    if len(blocks) != 2 or any("\n" in b for b in blocks):
        yield f"README.md: “Try it” should hold two commands, and holds {blocks}"
    ran = (ROOT / ".ci/run").read_text(encoding="utf-8")
    for command in blocks:
        if not re.search(rf"(?m)^\s.*{re.escape(command)}\b", ran):
            yield f"README.md: `{command}` is not what .ci/run runs"


def main():
    pages = sorted({Path(p) for pattern in PAGES for p in glob.glob(str(ROOT / pattern), recursive=True) if "node_modules" not in p})
    faults = [fault for page in pages for fault in broken_links(page)] + list(broken_commands())
    print("\n".join(faults) or f"{len(pages)} pages: every link leads somewhere, and both commands are run")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
