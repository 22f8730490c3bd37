#!/usr/bin/env python3
"""Reads the agency story that the project began from, as its readme beside it judges it: one finding, on the last line.

    story.py PROGRAM STORY.txt
"""
import json
import subprocess
import sys


def main():
    program, path = sys.argv[1:3]
    with open(path, encoding="utf-8") as f:
        text = f.read()
    last = text.rstrip().rfind("\n") + 1
    line = json.dumps({"id": "story", "text": text}, ensure_ascii=False)
    run = subprocess.run([program, "analyze", "--jsonl", "--offsets", "chars"], input=line.encode(), capture_output=True, check=True)
    findings = json.loads(run.stdout)["findings"]
    for f in findings:
        print(f"{f['rule']}: {text[f['start']:f['end']][:60]}")
    good = len(findings) == 1 and findings[0]["rule"] == "unattributed-quote" and findings[0]["start"] >= last
    checked = subprocess.run([program, "check", path], capture_output=True)
    if checked.returncode != 1:
        print(f"copydesk check left with {checked.returncode}, where a finding makes it 1")
    print("as it should be" if good else "there should be one finding, an unattributed quote on the last line")
    return 0 if good and checked.returncode == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
