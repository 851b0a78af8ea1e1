#!/usr/bin/env bash
# How well overlap is found in real contracts, beside the obvious ways to compare contracts, and what one comparison costs in an estate of
# 10,000 contracts. Prints the tables of docs/overlap.md.
# usage: bench/overlap.sh [--held-out] [--pairs]
#   --held-out  the contracts that no rule, weight or threshold was changed for
#   --pairs     every reported or missed pair
# The contracts are made of clients from npm that were generated from them (Amazon's selling partner API, BigCommerce), ../shared/specs and
# catalog/apis. Needs the .NET SDK, npm and node.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
specs=${APIGOV_SPECS:-$root/../shared/specs}
work=$root/artifacts/bench/overlap
held=no more=()
while (($#)); do
  case $1 in
    --held-out) held=yes; shift ;;
    --pairs) more+=(--pairs); shift ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
[ -d "$specs/docs" ] || { echo "bench/overlap.sh: there is no folder $specs/docs; set APIGOV_SPECS." >&2; exit 2; }
mkdir -p "$work"

inputs=()
specs() { for name; do inputs+=("shared.$name=$(ls "$specs/docs/$name".*)"); done; }
[ -d "$here/node/node_modules" ] || (cd "$here/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)
if [ $held = yes ]; then
  package=shipengine-openapi
  [ -d "$work/node_modules/$package" ] || npm install --prefix "$work" --no-save --no-audit --no-fund --silent --ignore-scripts $package@1.4.0 >/dev/null
  rm -rf "$work/held-out"
  split() { node "$here/node/overlap-split.mjs" "$1" "$2" "$work/held-out"; }
  split "$specs/docs/dynamics-business-central.oas30.json" business-central
  split "$specs/docs/apideck-ecommerce.oas30.yml" apideck
  split "$work/node_modules/$package/openapi.yaml" shipengine
  inputs+=("=$work/held-out")
else
  amazon=@scaleleap/selling-partner-api-sdk bigcommerce=@space48/bigcommerce-api
  [ -d "$work/node_modules/$bigcommerce" ] || npm install --prefix "$work" --no-save --no-audit --no-fund --silent --ignore-scripts --legacy-peer-deps \
    $amazon@8.4.0 $bigcommerce@0.3.1 typescript@5.9.3 shipengine-openapi@1.4.0 >/dev/null
  rm -rf "$work/contracts"
  node "$here/node/overlap-corpus.mjs" "$work/node_modules/typescript" "$work/node_modules/$amazon/lib/api-models" "$work/node_modules/$bigcommerce" "$work/contracts"
  inputs+=("=$work/contracts")
  specs amazon-orders-2026-01-01 amazon-returns apideck-ecommerce commercetools-import dcsa-commercial-schedules-v1.0.3 dynamics-business-central
fi

specs paypal-invoicing-v2 paypal-payments-v2 paypal-shipment-tracking-v1 adyen-transfers-v4
inputs+=("shared.paypal-catalog-products=$specs/pairs/p09-paypal-catalog-rebased/new.json" "shared.adyen-transfers-v3=$specs/pairs/p11-adyen-transfers-v3-v4/old.json")
for api in "$root"/catalog/apis/*/; do
  newest=$(printf '%s\n' "$api"v*/openapi.yaml | sort -V | tail -1)
  inputs+=("catalog.$(basename "$api")=$newest")
done
dotnet run --project "$here/ApiGovernance.Benchmarks" -c Release -v q -- overlap "$here/ApiGovernance.Benchmarks/Overlap/labels.tsv" "${inputs[@]}" "${more[@]+"${more[@]}"}"
