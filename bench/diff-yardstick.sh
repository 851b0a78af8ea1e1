#!/usr/bin/env bash
# What apigov finds beside what its peers find: on the published pairs, on oasdiff's own cases, and (with other tools) on our pairs with a
# clear answer. Writes the tables into docs/diff-yardsticks.md; the details go to artifacts/bench/diff/{cases,answers}.tsv.
# usage: bench/diff-yardstick.sh [--no-publish] [pairs] [cases] [answers]      (all three when none is named; answers takes some minutes)
# Needs the .NET SDK, npm, node and Linux on x64; ../shared/specs and ../shared/oasdiff-cases.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/diff-tools.sh"
publish=yes sections=()
while (($#)); do
  case $1 in
    --no-publish) publish=no ;;
    pairs | cases | answers) sections+=("$1") ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done
((${#sections[@]})) || sections=(pairs cases answers)
[ -d "$pairs" ] || { echo "bench/diff-yardstick.sh: no pairs in $pairs (set APIGOV_SHARED)" >&2; exit 2; }

install_peers swagger2openapi @redocly/cli yaml
[ $publish = no ] && [ -x "$apigov" ] || publish_apigov
for file in "$pairs"/p*/old.* "$pairs"/p*/new.*; do as_openapi3 "$file" >/dev/null; done
APIGOV=$apigov OASDIFF=$oasdiff OUT=$out SHARED=$shared node "$here/node/diff-yardstick.mjs" "${sections[@]}"
