#!/usr/bin/env python3
"""Turns a terminal's screen, as `tmux capture-pane -e -p` prints it, into an SVG picture. Standard library alone.

    ansi_to_svg.py COLUMNS ROWS TITLE < screen > picture.svg

Every run of like characters is stretched to its columns, so that the grid holds in any monospaced font;
lines of boxes are drawn as lines, because fonts leave gaps between them.
"""
import re
import sys
import unicodedata
from html import escape

CELL, LINE, SIZE, PAD, BAR = 8.43, 19, 14, 14, 30  # pixels
FOREGROUND, BACKGROUND, FRAME = "#e0e2ea", "#14161b", "#2c2e33"
SIXTEEN = ["#07080d", "#ffc0b9", "#b3f6c0", "#fce094", "#a6dbff", "#ffcaff", "#8cf8f7", "#eef1f8",
           "#4f5258", "#ffc0b9", "#b3f6c0", "#fce094", "#a6dbff", "#ffcaff", "#8cf8f7", "#eef1f8"]
# Which ways a line goes from the middle of its cell: left, right, up, down.
BOXES = {"─": "lr", "│": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
         "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr", "┤": "udl"}
PLAIN = {"fg": None, "bg": None, "bold": False, "italic": False, "line": None, "line_colour": None, "swap": False}


def indexed(n):
    """The colour of this number in the table of 256."""
    if n < 16:
        return SIXTEEN[n]
    if n > 231:
        return "#" + f"{8 + 10 * (n - 232):02x}" * 3
    n -= 16
    return "#" + "".join(f"{0 if v == 0 else 55 + 40 * v:02x}" for v in (n // 36, n // 6 % 6, n % 6))


def colour(codes):
    """The colour that begins a list of codes, and how many codes it takes."""
    if codes[0] == "5":
        return indexed(int(codes[1])), 2
    return "#" + "".join(f"{int(v):02x}" for v in codes[1:4]), 4


def styled(style, sequence):
    """The style after one SGR sequence."""
    style = dict(style)
    codes = sequence.split(";")
    i = 0
    while i < len(codes):
        code, _, sub = codes[i].partition(":")
        n = int(code or 0)
        i += 1
        if n == 0:
            style = dict(PLAIN)
        elif n in (1, 22):
            style["bold"] = n == 1
        elif n in (3, 23):
            style["italic"] = n == 3
        elif n == 4:
            style["line"] = {"0": None, "3": "wave"}.get(sub, "straight")
        elif n == 24:
            style["line"] = None
        elif n in (7, 27):
            style["swap"] = n == 7
        elif n in (38, 48, 58):
            if sub:  # 58:2::r:g:b
                value, _ = colour([c for c in sub.split(":") if c])
            else:
                value, used = colour(codes[i:])
                i += used
            style[{38: "fg", 48: "bg", 58: "line_colour"}[n]] = value
        elif n in (39, 49, 59):
            style[{39: "fg", 49: "bg", 59: "line_colour"}[n]] = None
        elif 30 <= n <= 37 or 90 <= n <= 97:
            style["fg"] = SIXTEEN[n % 10 + (8 if n >= 90 else 0)]
        elif 40 <= n <= 47 or 100 <= n <= 107:
            style["bg"] = SIXTEEN[n % 10 + (8 if n >= 100 else 0)]
    return style


def width(char):
    if unicodedata.combining(char) or char in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def runs(line, style):
    """The runs of one line as (column, width, text, style), and the style at its end."""
    out, column, start = [], 0, None
    for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
        if part.startswith("\x1b["):
            style = styled(style, part[2:-1])
            start = None
            continue
        for char in part:
            w = width(char)
            alone = w != 1 or char in BOXES
            if start is None or alone:
                out.append([column, 0, "", style])
                start = None if alone and w else out[-1]
            out[-1][1] += w
            out[-1][2] += char
            column += w
    return out, style


def rectangle(x, y, w, h, fill):
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"/>'


def underline(x, y, w, style, fill):
    stroke = style["line_colour"] or fill
    if style["line"] == "straight":
        return f'<path d="M{x:.1f} {y + 2.5:.1f}h{w:.1f}" stroke="{stroke}" fill="none"/>'
    step = CELL / 4
    waves = "".join(f"q{step / 2:.2f} {-3 if i % 2 else 3} {step:.2f} 0" for i in range(round(w / step)))
    return f'<path d="M{x:.1f} {y + 2.5:.1f}{waves}" stroke="{stroke}" fill="none"/>'


def drawn(run, row):
    """One run: its background, its underline, its text."""
    column, w, text, style = run
    fg, bg = style["fg"] or FOREGROUND, style["bg"]
    if style["swap"]:
        fg, bg = bg or BACKGROUND, fg
    x, y = PAD + column * CELL, BAR + PAD + row * LINE
    out = [rectangle(x, y, w * CELL, LINE, bg)] if bg else []
    base = y + LINE * 0.74
    if style["line"]:
        out.append(underline(x, base, w * CELL, style, fg))
    if text in BOXES:
        mid_x, mid_y = x + CELL / 2, y + LINE / 2
        ends = {"l": (x, mid_y), "r": (x + CELL, mid_y), "u": (mid_x, y), "d": (mid_x, y + LINE)}
        path = "".join(f"M{mid_x:.1f} {mid_y:.1f}L{a:.1f} {b:.1f}" for a, b in (ends[d] for d in BOXES[text]))
        out.append(f'<path d="{path}" stroke="{fg}" fill="none"/>')
    elif text.strip():
        weight = ' font-weight="bold"' if style["bold"] else ""
        slant = ' font-style="italic"' if style["italic"] else ""
        # Viewers make one of several blanks, and drop those at the ends: what stands between them would be stretched over them.
        for words in re.finditer(r"[^ ]+(?: [^ ]+)*", text):
            before, cells = sum(map(width, text[:words.start()])), sum(map(width, words[0]))
            out.append(f'<text x="{x + before * CELL:.1f}" y="{base:.1f}" textLength="{cells * CELL:.1f}" '
                       f'lengthAdjust="spacingAndGlyphs" fill="{fg}"{weight}{slant}>{escape(words[0])}</text>')
    return out


def main():
    columns, rows, title = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    w, h = columns * CELL + 2 * PAD, rows * LINE + 2 * PAD + BAR
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" '
           f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}" role="img">',
           f"<title>{escape(title)}</title>",
           f'<rect width="{w:.0f}" height="{h:.0f}" rx="8" fill="{BACKGROUND}" stroke="{FRAME}"/>']
    out += [f'<circle cx="{18 + 18 * i}" cy="19" r="5.5" fill="{c}"/>' for i, c in enumerate(("#ed6a5e", "#f5bf4f", "#61c554"))]
    style = dict(PLAIN)
    for row, line in enumerate(sys.stdin.read().split("\n")[:rows]):
        line, style = runs(line, style)
        for run in line:
            out += drawn(run, row)
    print("\n".join(out + ["</svg>"]))


if __name__ == "__main__":
    main()
