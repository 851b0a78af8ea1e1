"""See gateway-reload.sh."""
import argparse
import json
import statistics
import sys
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--harness", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--gateway", required=True)
parser.add_argument("--apis", default="10,100,1000,5000")
parser.add_argument("--rounds", type=int, default=6)
parser.add_argument("--seconds", type=int, default=4)
parser.add_argument("--rate", type=int, default=400)
a = parser.parse_args()
sys.path.insert(0, a.harness)
import bench  # noqa: E402
import gateway_clients as clients  # noqa: E402

sys.argv = ["bench.py", "run", "--out", a.out, "--only", "yarp", "--scenario", "small"]
args = bench.parse()
b = bench.Bench(args)
counts = [int(n) for n in a.apis.split(",")]


def reload(gw, kind):
    return json.loads(bench.fetch(gw["port"], f"/__reload?kind={kind}", b.tokens[0], timeout=120)[1])


def measured(gw, kind):
    """Latencies of a round with a reload in its middle, or without one."""
    requests = [clients.get("/small", token) for token in b.tokens[:8]]
    if kind is None:
        return clients.run(gw["port"], requests, a.rate, a.seconds), None
    told = {}
    timer = threading.Timer(a.seconds / 2, lambda: told.update(reload(gw, kind)))
    timer.start()
    samples = clients.run(gw["port"], requests, a.rate, a.seconds)
    timer.join()
    return samples, told


try:
    rows, alone, felt, running = [], [], [], []
    for count in counts:
        gw = {"name": f"{count}", "cmd": f"{a.gateway} --apis {count}"}
        began = time.monotonic()
        process = b.start(gw)
        running.append((gw, process))
        print(f"{count} versions: first answer after {time.monotonic() - began:.1f} s", file=sys.stderr)
        # Compiled code settles after some 300,000 requests; what settles later would count as the price of many versions.
        for _ in range(5):
            b.load(gw, process, "small", 4)
    # Cost of a request, in turns.
    cost = {gw["name"]: [] for gw, _ in running}
    for number in range(a.rounds):
        for gw, process in running if number % 2 else running[::-1]:
            cost[gw["name"]].append(b.load(gw, process, "small", a.seconds)["cpu_us"])
    for gw, process in running:
        pairs = [mine / first for mine, first in zip(cost[gw["name"]], cost[running[0][0]["name"]])]
        rows.append([gw["name"], f"{statistics.median(cost[gw['name']]):.1f}", f"{statistics.median(pairs):.2f}", f"{bench.memory_mb(process.pids())[0]:.0f}"])
    bench.table(rows, ["API versions", "CPU us/req", f"x {counts[0]}", "PSS MiB"])
    print()
    # What a reload costs while nothing else happens.
    rows = []
    for gw, process in running:
        for kind in ("policy", "routes"):
            reloads = [reload(gw, kind) for _ in range(a.rounds)]
            rows.append([gw["name"], kind, *[f"{statistics.median(r[m] for r in reloads[1:]):.0f}" for m in ("milliseconds", "cpuMilliseconds")],
                         f"{max(r['milliseconds'] for r in reloads):.0f}"])
    bench.table(rows, ["API versions", "changed", "ms, median", "CPU ms, median", "ms, max"])
    print()
    # What requests feel, in turns.
    rows = []
    for gw, process in running:
        seen = {kind: [] for kind in (None, "policy", "routes")}
        for _ in range(a.rounds):
            for kind in seen:
                seen[kind].append(measured(gw, kind)[0])
        for kind, rounds in seen.items():
            took = [s.took for samples in rounds for s in samples]
            worst = statistics.median(max(s.took for s in samples) for samples in rounds)
            rows.append([gw["name"], kind or "nothing", len(took), f"{clients.at(took, .5) * 1000:.1f}", f"{clients.at(took, .99) * 1000:.1f}",
                         f"{worst * 1000:.0f}", f"{max(took) * 1000:.0f}", sum(s.status != 200 for samples in rounds for s in samples)])
    bench.table(rows, ["API versions", "changed", "requests", "p50 ms", "p99 ms", "slowest of a round, median", "slowest", "not 200"])
finally:
    b.close()
