#!/usr/bin/env bash
# What each policy of the gateway costs: the gateway that only routes, with one more of the usual stages at a time, and everything with one
# more policy. CPU per request as a ratio to the gateway with the usual stages, in interleaved rounds.
# usage: bench/gateway-policies.sh [more options of the harness, e.g. --rounds 7 --seconds 5]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/gateway-lib.sh"
add=()
for with in none auth auth+limits auth+limits+validate; do
  add+=(--add "$with=$gateway --with $with")
done
for more in answers budgets breaker retry stale canary shadow token all-fields keys otel-1 otel; do
  add+=(--add "usual+$more=$gateway --with usual+$more")
done
if command -v redis-server >/dev/null; then
  add+=(--add "usual+shared-limits=$gateway --with usual+shared-limits --redis {redis}")
  add+=(--add "usual+keys in redis=$gateway --with usual+keys --redis {redis}")
fi
"$harness/bench.py" run --out "$out" --scenario small,echo --only yarp --base usual,yarp --add "usual=$gateway" "${add[@]}" "$@"
