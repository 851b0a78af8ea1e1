#!/usr/bin/env bash
# The gateway with 10 to 5,000 API versions: CPU per request, what a reload costs, and what requests feel of reloads in their middle.
# usage: bench/gateway-reload.sh [--apis 10,100,1000,5000] [--rounds 6] [--seconds 4]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/gateway-lib.sh"
exec python3 "$here/gateway_reload.py" --harness "$harness" --out "$out" --gateway "$gateway" "$@"
