#!/usr/bin/env python3
"""How long a writer waits: from a keystroke to the findings about it, over LSP, beside a server that does nothing.

    benches/latency.py [--words 5000] [--edits 200] [--json FILE] [PROGRAM]

Opens a draft made of the sample drafts, types and deletes one letter at a time at changing places, one edit in flight, and
waits each time for the findings of that version. The null server (this file with --null) answers every change with
an empty list: what the pipe and this client cost by themselves. Memory is the server's peak (VmHWM). Python's standard library alone.
"""
import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
URI = "file:///draft.md"


def read_frame(stream):
    """The next message, or None at the end of the stream."""
    length = None
    while True:
        line = stream.readline()
        if not line:
            return None
        if line == b"\r\n":
            return json.loads(stream.read(length))
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])


def write_frame(stream, message):
    body = json.dumps(message, ensure_ascii=False).encode()
    stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    stream.flush()


def null_server():
    """Answers every request with an empty result, and every version of a document with no findings."""
    while message := read_frame(sys.stdin.buffer):
        method = message.get("method")
        if method == "exit":
            return
        if method in ("textDocument/didOpen", "textDocument/didChange"):
            document = message["params"]["textDocument"]
            found = {"uri": document["uri"], "version": document["version"], "diagnostics": []}
            write_frame(sys.stdout.buffer, {"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": found})
        elif "id" in message:
            result = {"capabilities": {"textDocumentSync": 2}} if method == "initialize" else None
            write_frame(sys.stdout.buffer, {"jsonrpc": "2.0", "id": message["id"], "result": result})


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.ids = 0

    def tell(self, method, params):
        write_frame(self.process.stdin, {"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        self.ids += 1
        write_frame(self.process.stdin, {"jsonrpc": "2.0", "id": self.ids, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == self.ids and "method" not in m)

    def wait(self, wanted):
        """The first message that is wanted; what the server asks in the meantime is answered with nothing."""
        while message := read_frame(self.process.stdout):
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                empty = [None] * len(message["params"].get("items", [])) if message["method"] == "workspace/configuration" else None
                write_frame(self.process.stdin, {"jsonrpc": "2.0", "id": message["id"], "result": empty})
        sys.exit("the server left in the middle of the measurement")

    def findings(self, version):
        return self.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                         and (m["params"].get("version") or 0) >= version)["params"]["diagnostics"]

    def peak_memory(self):
        """In MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024


def draft(words):
    """The bodies of the sample drafts in turn until there are this many words."""
    stories = [s.read_text(encoding="utf-8").split("---", 2)[2] for s in sorted((ROOT / "samples").glob("*.md"))]
    parts, count = [], 0
    while count < words:
        parts.append(stories[len(parts) % len(stories)].strip())
        count += len(parts[-1].split())
    return "\n\n".join(parts) + "\n"


def measure(command, text, edits):
    """Milliseconds of every keystroke, the time from opening to the first findings, and memory."""
    server = Server(command)
    server.ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": {
        "textDocument": {"publishDiagnostics": {"versionSupport": True}}}})
    server.tell("initialized", {})
    start = time.perf_counter()
    server.tell("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": text}})
    count = len(server.findings(1))
    opened = (time.perf_counter() - start) * 1000

    # Words that no wide character stands before, so that a column is the same in every encoding.
    places = [(row, m.start() + 1) for row, line in enumerate(text.split("\n"))
              for m in re.finditer(r"[A-Za-z]{4,}", line) if line[:m.start()].isascii()]
    rng, version, times = random.Random(1), 1, []
    for _ in range(edits // 2):
        row, column = rng.choice(places)
        for end, letter in ((column, "e"), (column + 1, "")):
            version += 1
            span = {"start": {"line": row, "character": column}, "end": {"line": row, "character": end}}
            start = time.perf_counter()
            server.tell("textDocument/didChange", {"textDocument": {"uri": URI, "version": version},
                                                   "contentChanges": [{"range": span, "text": letter}]})
            server.findings(version)
            times.append((time.perf_counter() - start) * 1000)
    memory = server.peak_memory()
    server.ask("shutdown", None)
    server.tell("exit", None)
    server.process.stdin.close()
    server.process.wait(10)
    return times, opened, memory, count


def percentile(times, p):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(p / 100 * (len(ordered) - 1)))]


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("program", nargs="?", default=str(ROOT / "target/release/copydesk"))
    ap.add_argument("--words", type=int, default=5000)
    ap.add_argument("--edits", type=int, default=200)
    ap.add_argument("--json", help="also write the figures here")
    ap.add_argument("--null", action="store_true", help="be the null server")
    args = ap.parse_args()
    if args.null:
        return null_server()
    signal.alarm(300)  # a server that never answers must not keep us
    text, figures = draft(args.words), {}
    print(f"{len(text.split())} words, {args.edits} keystrokes")
    print(f"{'server':10} {'open ms':>9} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9} {'memory MB':>10} {'findings':>9}")
    for name, command in (("null", [sys.executable, __file__, "--null"]), ("copydesk", [args.program, "lsp"])):
        times, opened, memory, count = measure(command, text, args.edits)
        p50, p95, p99 = (percentile(times, p) for p in (50, 95, 99))
        print(f"{name:10} {opened:9.2f} {p50:9.2f} {p95:9.2f} {p99:9.2f} {memory:10.1f} {count:9}")
        figures[name] = {"open to findings, ms": opened, "keystroke to findings, p50 ms": p50, "keystroke to findings, p95 ms": p95,
                         "keystroke to findings, p99 ms": p99, "memory, MB": memory}
    if args.json:
        Path(args.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
