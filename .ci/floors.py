#!/usr/bin/env python3
"""Holds measured figures against the committed floors.

    floors.py FLOORS.toml PART FIGURES.json

FIGURES.json is {"group": {"figure": number}}; PART is the table of FLOORS.toml with the floors for these groups.
Prints every figure; exit code 1 if one is on the wrong side of its floor, or has a floor and was not measured.
"""
import json
import math
import sys
import tomllib


def verdict(value, floor):
    """Whether a figure holds, and its floor in words."""
    if not floor:
        return True, "-"
    if value is None or math.isnan(value):
        return False, "not measured"
    (bound, limit), = floor.items()
    return (value >= limit if bound == "least" else value <= limit), f"at {bound} {limit}"


def main():
    with open(sys.argv[1], "rb") as f:
        floors = tomllib.load(f)[sys.argv[2]]
    with open(sys.argv[3], encoding="utf-8") as f:
        figures = json.load(f)
    bad = 0
    for group in [*figures, *(g for g in floors if g not in figures)]:
        measured, wanted = figures.get(group, {}), floors.get(group, {})
        for name in [*measured, *(n for n in wanted if n not in measured)]:
            value = measured.get(name)
            holds, floor = verdict(value, wanted.get(name))
            bad += not holds
            shown = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
            print(f"{'ok   ' if holds else 'BELOW'} {group + ': ' + name:62} {shown:>9}  {floor}")
    print(f"{bad} figures below their floors" if bad else "every floor holds")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
