#!/usr/bin/env bash
# A catalog of 2,000 APIs with five versions each: list, search, publication, and one changed API until a gateway serves it.
# usage: bench/catalog-scale.sh [APIS] [VERSIONS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build bench/ApiGovernance.Benchmarks -c Release -v q >/dev/null
bench() { dotnet bench/ApiGovernance.Benchmarks/bin/Release/net10.0/ApiGovernance.Benchmarks.dll catalog-scale "$@"; }
echo "## published contracts"
bench "${1:-2000}" "${2:-5}" published no-gateway
echo "## the repository's own contracts, with a gateway"
bench "${1:-2000}" "${2:-5}" own gateway
