#!/usr/bin/env python3
"""Compares findings of `apigov lint` with those of Spectral, rule by rule.

usage: lint-compare.py RULES DOCUMENT OURS.json SPECTRAL.json [DOCUMENT OURS SPECTRAL ...]
       lint-compare.py --places SPECTRAL.json

RULES lists the ids of the rules, one a line. A pair (document, rule) is equal when both tools tell the same places: JSON pointer and
line, each as often. Prints the differing pairs and the share of the equal ones, and ends with 1 below 99 %. Documents of no format of
OpenAPI do not count. --places writes what Spectral found as a table: rule, line, pointer.
"""
import collections
import json
import os
import sys

GOAL = 0.99
SHOWN = 20


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def spectral_places(path):
    for result in read(path):
        names = (str(name).replace("~", "~0").replace("/", "~1") for name in result["path"])
        yield result["code"], result["range"]["start"]["line"] + 1, "".join("/" + name for name in names)


def our_places(path):
    for finding in read(path)["findings"]:
        if finding["kind"] == "lint":
            yield finding["rule"], finding["line"], finding.get("pointer", "")


def by_rule(places):
    found = collections.defaultdict(collections.Counter)
    for rule, line, pointer in places:
        found[rule][line, pointer] += 1
    return found


def show(sign, places):
    for (line, pointer), count in list(places.items())[:SHOWN]:
        print(f"    {sign} {line}: {pointer}" + (f" ({count} times)" if count > 1 else ""))
    if len(places) > SHOWN:
        print(f"    {sign} and {len(places) - SHOWN} more places")


def compare(rules, triples):
    pairs = equal = documents = 0
    differing = collections.Counter()
    for document, left, right in triples:
        ours, spectral = by_rule(our_places(left)), by_rule(spectral_places(right))
        if "unrecognized-format" in spectral:
            continue
        documents += 1
        for rule in rules:
            pairs += 1
            if ours[rule] == spectral[rule]:
                equal += 1
                continue
            differing[rule] += 1
            where = os.path.join(*document.split(os.sep)[-2:])
            print(f"{where}  {rule}: {sum(ours[rule].values())} here, {sum(spectral[rule].values())} of Spectral")
            show("+", ours[rule] - spectral[rule])
            show("-", spectral[rule] - ours[rule])
    if not pairs:
        print("nothing was compared")
        return 2
    print(f"{equal} of {pairs} pairs (document, rule) of {documents} documents are equal: {equal / pairs:.2%}")
    for rule, count in differing.most_common():
        print(f"  {rule}: {count} documents differ")
    return 0 if equal / pairs >= GOAL else 1


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--places":
        for rule, line, pointer in sorted(spectral_places(arguments[1])):
            print(f"{rule}\t{line}\t{pointer}")
        return 0
    if len(arguments) < 4 or len(arguments) % 3 != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        rules = file.read().split()
    return compare(rules, zip(arguments[1::3], arguments[2::3], arguments[3::3]))


sys.exit(main(sys.argv[1:]))
