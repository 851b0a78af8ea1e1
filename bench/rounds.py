#!/usr/bin/env python3
"""Runs the contenders in turns on each input and prints a Markdown table of medians: CPU seconds (user and system) and peak resident memory
of the whole process, and the ratio of the first contender to others. bench/diff.sh and bench/lint.sh call it."""
import argparse
import datetime
import glob
import os
import re
import resource
import shlex
import signal
import statistics
import subprocess
import sys
import time


def run(command, limit):
    """(CPU seconds, peak MB, what went wrong or None). The limit is on CPU, so that a busy machine ends nobody early."""
    def child():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))

    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=child)
    message = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    # Some die of the signal, a Go program catches it and ends with a code of its own.
    if cpu >= limit or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return cpu, memory, "stopped"
    if os.WIFSIGNALED(status):
        return cpu, memory, f"signal {os.WTERMSIG(status)}"
    # 1: there are findings.
    code = os.WEXITSTATUS(status)
    return cpu, memory, None if code in (0, 1) else f"exit code {code}: {message.strip()[:200]}"


def cell(samples, limit):
    failures = [failure for _, _, failure in samples if failure]
    if failures:
        if failures[0] == "stopped":
            return f"over {limit} s / {max(memory for _, memory, _ in samples):.0f} MB", None
        print(failures[0], file=sys.stderr)
        return "failed", None
    cpu = statistics.median(cpu for cpu, _, _ in samples)
    memory = statistics.median(memory for _, memory, _ in samples)
    return f"{cpu:.2f} s / {memory:.0f} MB", (cpu, memory)


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        return next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "unknown processor")


def write(file, table, marker):
    with open(file, encoding="utf-8") as page:
        text = page.read()
    replaced, count = re.subn(rf"<!-- {marker} -->.*?<!-- /{marker} -->", lambda _: f"<!-- {marker} -->\n{table}\n<!-- /{marker} -->", text, flags=re.DOTALL)
    if count != 1:
        sys.exit(f"{file} has no <!-- {marker} --> ... <!-- /{marker} -->")
    with open(file, "w", encoding="utf-8") as page:
        page.write(replaced)


def filled(command, inputs):
    """The arguments of a command: {base} and {revision} are the first and second part of an input, {files} all files of its pattern."""
    for part in shlex.split(command):
        if part == "{files}":
            yield from inputs[0]
        else:
            yield part.format(base=inputs[0][0], revision=inputs[-1][0])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=120, help="CPU seconds after which a run is stopped")
    parser.add_argument("--contender", action="append", required=True, help="NAME=COMMAND with {base} and {revision}, or {files}")
    parser.add_argument("--ratio", action="append", help="a contender that the first is held against; the second without it")
    parser.add_argument("--write", help="a page with the markers <!-- MARKER --> and <!-- /MARKER -->")
    parser.add_argument("--marker", default="cost")
    parser.add_argument("--kind", default="pair", help="what an input is, for the head of the table")
    parser.add_argument("inputs", nargs="+", help="NAME=BASE=REVISION or NAME=PATTERN")
    options = parser.parse_args()
    contenders = [contender.split("=", 1) for contender in options.contender]
    first, others = contenders[0][0], options.ratio or [contenders[1][0]]

    lines = [
        f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}, {os.cpu_count()} cores, {processor()}, {options.rounds} rounds, load {os.getloadavg()[0]:.0f}.",
        "",
        f"| {options.kind} | KB | " + " | ".join(name for name, _ in contenders) + "".join(f" | CPU, {first} / {other} | memory" for other in others) + " |",
        "|---|--:|" + "--:|" * len(contenders) + "--:|--:|" * len(others),
    ]
    for written in options.inputs:
        name, *patterns = written.split("=")
        inputs = [sorted(glob.glob(pattern)) for pattern in patterns]
        samples = {contender: [] for contender, _ in contenders}
        for turn in range(options.rounds):
            # Who goes first changes: the second one finds the documents in the page cache.
            for contender, command in contenders if turn % 2 == 0 else contenders[::-1]:
                if any(failure for _, _, failure in samples[contender]):
                    continue
                start = time.monotonic()
                samples[contender].append(run(list(filled(command, inputs)), options.limit))
                cpu, memory, failure = samples[contender][-1]
                print(f"{name}, round {turn + 1}: {contender} {cpu:.2f} s CPU, {memory:.0f} MB, {time.monotonic() - start:.2f} s {failure or ''}", file=sys.stderr)
        cells = {contender: cell(taken, options.limit) for contender, taken in samples.items()}
        ours, ratios = cells[first][1], []
        for other in others:
            theirs = cells[other][1]
            ratios += [f"{a / b:.2f}" for a, b in zip(ours, theirs)] if ours and theirs else ["-", "-"]
        size = " / ".join(str(sum(os.path.getsize(file) for file in files) // 1000) for files in inputs)
        lines.append(f"| {name} | {size} | " + " | ".join(text for text, _ in cells.values()) + " | " + " | ".join(ratios) + " |")
    table = "\n".join(lines)
    print(table)
    if options.write:
        write(options.write, table, options.marker)


if __name__ == "__main__":
    main()
