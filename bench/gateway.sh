#!/usr/bin/env bash
# Puts the gateway, with every stage on, beside bare YARP, nginx and haproxy: CPU per request as a ratio, measured in interleaved rounds.
# usage: bench/gateway.sh [more options of the harness, e.g. --rounds 7 --seconds 10, or --rate 800 for latencies at a fixed rate]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/gateway-lib.sh"
"$harness/bench.py" run --out "$out" --scenario small,order,echo --only nginx,haproxy,yarp,yarp-jwt+rl --base yarp \
  --add "apigov=$gateway" "$@"
