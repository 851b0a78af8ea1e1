#!/usr/bin/env bash
# Puts the gateway that keeps an idempotency key and a 15 KB answer of every POST (SQLite, WAL, synchronous=FULL) beside itself
# without: CPU per request as a ratio, requests per second, in interleaved rounds.
# usage: bench/idempotency.sh [more options of the harness, e.g. --rounds 7 --seconds 10]
# Needs ../shared/perf-harness (its README names what that needs: wrk, a C compiler, python3, openssl).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
harness=${APIGOV_PERF_HARNESS:-$here/../../shared/perf-harness}
[ -x "$harness/bench.py" ] || { echo "bench/idempotency.sh: no load harness at $harness (set APIGOV_PERF_HARNESS)" >&2; exit 2; }
out=${APIGOV_BENCH_OUT:-$here/../artifacts/bench}
mkdir -p "$out"
dotnet publish -c Release "$here/ApiGovernance.Benchmarks" -o "$out/apigov" -v quiet
program="dotnet $out/apigov/ApiGovernance.Benchmarks.dll gateway {port} {upstream_url} {public_key}"
"$harness/bench.py" run --out "$out" --scenario echo --only plain,keys --base plain --add "plain=$program" --add "keys=$program --with usual+keys" "$@"
