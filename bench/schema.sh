#!/usr/bin/env bash
# Validating, reading and compiling beside other libraries: prints the tables of docs/benchmarks.md.
# usage: bench/schema.sh [--rounds N] [--only schema,parameters,compile,ajv,reading]
# Needs the .NET SDK and Linux; node and npm for ajv and for the documents to read; ../shared/specs for the public schemas.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rounds=100 only=schema,parameters,compile,ajv,reading
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    *) sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
wants() { [[ ",$only," == *",$1,"* ]]; }

dotnet build -c Release "$here/ApiGovernance.Benchmarks" -v quiet -clp:NoSummary >&2
bench=$here/ApiGovernance.Benchmarks/bin/Release/net10.0/ApiGovernance.Benchmarks
if wants ajv || wants reading; then
  [ -d "$here/node/node_modules" ] || (cd "$here/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi

echo "$(date -u +%F), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), .NET $(dotnet --version), load $(cut -d' ' -f1 /proc/loadavg)"
if wants schema; then "$bench" ratios --set schema --rounds "$rounds"; fi
if wants parameters; then "$bench" ratios --set parameters --rounds "$rounds"; fi
if wants compile; then "$bench" ratios --set compile --rounds "$rounds"; fi
if wants ajv; then
  echo
  "$bench" beside-ajv "$here/node/validate-loop.mjs" $((rounds / 20 > 0 ? rounds / 20 : 1))
fi
if wants reading; then
  "$here/documents.sh" >/dev/null
  "$bench" ratios --set reading --rounds $((rounds / 10 > 0 ? rounds / 10 : 1))
fi
