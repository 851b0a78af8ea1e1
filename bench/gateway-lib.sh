# What the scripts that load the gateway have in common; sourced by them. Needs ../shared/perf-harness (its README names what that needs:
# wrk, h2load, a C compiler, python3, openssl; nginx, haproxy and redis-server where they are found).
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
harness=${APIGOV_PERF_HARNESS:-$here/../../shared/perf-harness}
[ -x "$harness/bench.py" ] || { echo "$(basename "$0"): no load harness at $harness (set APIGOV_PERF_HARNESS)" >&2; exit 2; }
out=${APIGOV_BENCH_OUT:-$here/../artifacts/bench}
mkdir -p "$out"
out=$(cd "$out" && pwd)
[ -x "$out/yarp/YarpBench" ] || "$harness/build.sh" "$out" yarp
if [ -z "${APIGOV_BENCH_BUILT:-}" ]; then
  dotnet publish -c Release "$here/ApiGovernance.Benchmarks" -o "$out/apigov" -v quiet
fi
# The harness fills in the names in braces.
gateway="dotnet $out/apigov/ApiGovernance.Benchmarks.dll gateway {port} {upstream_url} {public_key}"
