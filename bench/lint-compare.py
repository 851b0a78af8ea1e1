#!/usr/bin/env python3
"""Compares findings of `apigov lint` with those of Spectral, rule by rule.

usage: lint-compare.py RULES OURS.json SPECTRAL.json [OURS SPECTRAL ...]

RULES lists the ids of the rules, one a line. A pair (document, rule) is identical when both tools tell the same places: JSON pointer and
line, each as often. Prints the differing pairs, the share of the identical ones, and ends with 1 below 99 %.
"""
import collections
import json
import sys

GOAL = 0.99


def escape(name):
    return str(name).replace("~", "~0").replace("/", "~1")


def ours(path):
    found = collections.defaultdict(collections.Counter)
    for finding in json.load(open(path, encoding="utf-8"))["findings"]:
        if finding["kind"] == "lint":
            found[finding["rule"]][finding.get("pointer", ""), finding["line"]] += 1
    return found


def spectral(path):
    found = collections.defaultdict(collections.Counter)
    for result in json.load(open(path, encoding="utf-8")):
        pointer = "".join("/" + escape(name) for name in result["path"])
        found[result["code"]][pointer, result["range"]["start"]["line"] + 1] += 1
    return found


def main(arguments):
    rules = open(arguments[0], encoding="utf-8").read().split()
    pairs = identical = 0
    differing = collections.Counter()
    for left, right in zip(arguments[1::2], arguments[2::2]):
        one, other = ours(left), spectral(right)
        if "unrecognized-format" in other:
            continue
        for rule in rules:
            pairs += 1
            if one[rule] == other[rule]:
                identical += 1
                continue
            differing[rule] += 1
            only, missing = one[rule] - other[rule], other[rule] - one[rule]
            print(f"{left}  {rule}: {sum(one[rule].values())} and {sum(other[rule].values())} of Spectral")
            for sign, places in (("+", only), ("-", missing)):
                for (pointer, line), count in list(places.items())[:20]:
                    print(f"    {sign} {line}: {pointer}" + (f" ({count} times)" if count > 1 else ""))
    share = identical / pairs if pairs else 0
    print(f"{identical} of {pairs} pairs (document, rule) are identical: {share:.2%}")
    for rule, count in differing.most_common():
        print(f"  {rule}: {count} documents differ")
    return 0 if share >= GOAL else 1


sys.exit(main(sys.argv[1:]))
