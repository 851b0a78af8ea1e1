#!/usr/bin/env bash
# Puts the gateway that keeps an idempotency key and a 15 KB answer of every POST (SQLite, WAL, synchronous=FULL) beside itself
# without: CPU per request as a ratio, requests per second, in interleaved rounds.
# usage: bench/idempotency.sh [more options of the harness, e.g. --rounds 7 --seconds 10]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/gateway-lib.sh"
"$harness/bench.py" run --out "$out" --scenario echo --only plain,keys --base plain --add "plain=$gateway" --add "keys=$gateway --with usual+keys" "$@"
