#!/usr/bin/env bash
# What callers of one API feel while another API's back end hangs, and while a consumer sends ten times what its plan allows: latency at a fixed
# rate with and without, in turns.
# usage: bench/gateway-hanging.sh [--rounds 6] [--seconds 5] [--rate 400]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/gateway-lib.sh"
exec python3 "$here/gateway_neighbours.py" --harness "$harness" --out "$out" --gateway "$gateway" "$@"
