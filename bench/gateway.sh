#!/usr/bin/env bash
# Puts the gateway, with every stage on, beside bare YARP and nginx: CPU per request as a ratio, measured in interleaved rounds.
# usage: bench/gateway.sh [more options of the harness, e.g. --rounds 7 --seconds 10]
# Needs ../shared/perf-harness (its README names what that needs: wrk, a C compiler, python3, openssl; nginx where it is found).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
harness=${APIGOV_PERF_HARNESS:-$here/../../shared/perf-harness}
[ -x "$harness/bench.py" ] || { echo "bench/gateway.sh: no load harness at $harness (set APIGOV_PERF_HARNESS)" >&2; exit 2; }
out=${APIGOV_BENCH_OUT:-$here/../artifacts/bench}
mkdir -p "$out"
[ -x "$out/yarp/YarpBench" ] || "$harness/build.sh" "$out" yarp
dotnet publish -c Release "$here/ApiGovernance.Benchmarks" -o "$out/apigov" -v quiet
"$harness/bench.py" run --out "$out" --scenario small,order,echo --only nginx,yarp,apigov --base yarp \
  --add "apigov=dotnet $out/apigov/ApiGovernance.Benchmarks.dll gateway {port} {upstream_url} {public_key}" "$@"
