#!/usr/bin/env bash
# What linting costs beside Spectral and Redocly: CPU seconds and peak memory of whole processes, in turns within one run, the median.
# usage: bench/lint.sh [--rounds N] [--only small,large,many] [--limit CPU-SECONDS] [--no-publish] [--write]
#   --no-publish  measure what artifacts/bench/diff/apigov and apigov-full have
#   --write       put the table into docs/benchmarks.md
# small: an order API of 165 KB; large: GitHub's description (13 MB); many: every document of ../shared/specs.
# Spectral and apigov run `spectral:oas` as it comes, Redocly its `recommended` rules: they are not the same, only alike in number.
# "apigov" is the native program, "apigov on .NET" the full build (ReadyToRun).
# Needs the .NET SDK with a C compiler and linker (gcc or clang), npm, node, python3 and Linux on x64; ../shared/specs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/diff-tools.sh"
rounds=3 only=small,large,many limit=300 publish=yes write=()
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    --limit) limit=$2; shift 2 ;;
    --no-publish) publish=no; shift ;;
    --write) write=(--write "$root/docs/benchmarks.md" --marker lint); shift ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

peers=$root/artifacts/bench/lint
mkdir -p "$peers"
if [ ! -x "$peers/node_modules/.bin/spectral" ] || [ ! -x "$peers/node_modules/.bin/redocly" ]; then
  (cd "$peers" && npm install --no-save --no-audit --no-fund --silent --ignore-scripts @stoplight/spectral-cli@6.16.3 @redocly/cli@2.77.0 >/dev/null)
fi
echo 'extends: ["spectral:oas"]' >"$peers/spectral.yaml"
printf 'extends: [recommended]\n' >"$peers/redocly.yaml"
[ $publish = no ] && [ -x "$apigov" ] && [ -x "$full" ] || publish_apigov full
inputs=()
for name in ${only//,/ }; do
  case $name in
    small) inputs+=("small: an order API=$shared/specs/docs/amazon-orders-2026-01-01.swagger2.json") ;;
    large) inputs+=("large: GitHub=$("$here/documents.sh")/github.json") ;;
    many) inputs+=("many: all of specs/docs=$shared/specs/docs/*.*") ;;
  esac
done

"$here/rounds.py" --rounds "$rounds" --limit "$limit" --kind document --ratio Redocly --ratio Spectral "${write[@]+"${write[@]}"}" \
  --contender "apigov=$apigov lint {files} --ruleset $peers/spectral.yaml --format json -o /dev/null" \
  --contender "Redocly=env REDOCLY_TELEMETRY=off node --max-old-space-size=8192 $peers/node_modules/.bin/redocly lint {files} --config $peers/redocly.yaml --format json --max-problems 100000" \
  --contender "Spectral=node --max-old-space-size=8192 $peers/node_modules/.bin/spectral lint {files} -r $peers/spectral.yaml -f json -q" \
  --contender "apigov on .NET=$full lint {files} --ruleset $peers/spectral.yaml --format json -o /dev/null" \
  "${inputs[@]}"
