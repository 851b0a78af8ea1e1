"""See gateway-hanging.sh."""
import argparse
import statistics
import sys
import threading

parser = argparse.ArgumentParser()
parser.add_argument("--harness", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--gateway", required=True)
parser.add_argument("--rounds", type=int, default=6)
parser.add_argument("--seconds", type=int, default=5)
parser.add_argument("--rate", type=int, default=400)
a = parser.parse_args()
sys.path.insert(0, a.harness)
import bench  # noqa: E402
import gateway_clients as clients  # noqa: E402

sys.argv = ["bench.py", "run", "--out", a.out, "--only", "yarp", "--scenario", "small"]
b = bench.Bench(bench.parse())
gw = {"name": "apigov", "cmd": f"{a.gateway} --with usual+neighbours"}
# The first client is the one whose plan is small; the others measure.
greedy, others = b.tokens[0], b.tokens[1:9]


def neighbours(trouble):
    """What others feel in one round with the trouble, and what became of the trouble's own calls."""
    made = []
    disturbing = None
    if trouble == "a back end that hangs":
        disturbing = threading.Thread(target=lambda: made.extend(clients.run(gw["port"], [clients.get("/hanging", t) for t in others], 200, a.seconds, threads=64)))
    elif trouble == "a consumer with ten times its plan":
        disturbing = threading.Thread(target=lambda: made.extend(clients.run(gw["port"], [clients.get("/small", greedy)], 500, a.seconds, threads=8)))
    if disturbing:
        disturbing.start()
    samples = clients.run(gw["port"], [clients.get("/small", token) for token in others], a.rate, a.seconds)
    if disturbing:
        disturbing.join()
    return samples, made


try:
    process = b.start(gw)
    for _ in range(3):
        b.load(gw, process, "small", 4)
    seen = {None: [], "a back end that hangs": [], "a consumer with ten times its plan": []}
    for _ in range(a.rounds):
        for trouble in seen:
            seen[trouble].append(neighbours(trouble))
    rows = []
    quiet = [s.took for samples, _ in seen[None] for s in samples]
    for trouble, rounds in seen.items():
        took = [s.took for samples, _ in rounds for s in samples]
        statuses = {}
        for _, made in rounds:
            for s in made:
                statuses[s.status] = statuses.get(s.status, 0) + 1
        rows.append([trouble or "nothing", len(took), f"{clients.at(took, .5) * 1000:.1f}", f"{clients.at(took, .5) / clients.at(quiet, .5):.2f}",
                     f"{clients.at(took, .99) * 1000:.1f}", f"{statistics.median(clients.at([s.took for s in samples], .99) for samples, _ in rounds) * 1000:.1f}",
                     sum(s.status != 200 for samples, _ in rounds for s in samples), ", ".join(f"{n} x {s}" for s, n in sorted(statuses.items()))])
    bench.table(rows, ["trouble", "requests of others", "p50 ms", "x quiet", "p99 ms", "p99 of a round, median", "not 200", "calls of the trouble"])
finally:
    b.close()
