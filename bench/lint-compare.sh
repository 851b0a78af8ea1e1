#!/usr/bin/env bash
# Whether `spectral:oas` finds here what it finds in Spectral: rule, JSON pointer and line, for every document of ../shared/specs and
# GitHub's description. Prints every difference and the share of equal pairs (document, rule); ends with 1 below 99 %.
# docs/lint-spectral.md gives the reason for each difference.
# usage: bench/lint-compare.sh [--no-github] [--record]
#   --no-github  without GitHub's description, on which Spectral spends some minutes
#   --record     also asks Spectral about the cases of the tests again, and rewrites their *.spectral.tsv
# What Spectral said is kept in artifacts/bench/lint-compare, by the document's hash. Needs the .NET SDK, npm, node and python3;
# ../shared/specs (or APIGOV_SHARED).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
shared=${APIGOV_SHARED:-$root/../shared}
out=$root/artifacts/bench/lint-compare
github=yes record=no
while (($#)); do
  case $1 in
    --no-github) github=no ;;
    --record) record=yes ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done

[ -d "$shared/specs" ] || { echo "bench/lint-compare.sh: no documents in $shared/specs (set APIGOV_SHARED)" >&2; exit 2; }
mkdir -p "$out/ours" "$out/spectral"
if [ ! -x "$out/node_modules/.bin/spectral" ]; then
  (cd "$out" && npm install --no-save --no-audit --no-fund --silent --ignore-scripts @stoplight/spectral-cli@6.16.3 @octokit/openapi@23.0.2 >/dev/null)
fi
MSBUILDDISABLENODEREUSE=1 dotnet build "$root/src/ApiGovernance.Cli" -c Release -v quiet -nologo -clp:NoSummary >&2
apigov=$root/src/ApiGovernance.Cli/bin/Release/net10.0/apigov.dll
echo 'extends: [["spectral:oas", all]]' >"$out/all.yaml"
grep -oE '^  [a-z][A-Za-z0-9_$.-]+:$' "$root/src/ApiGovernance.Linting/BuiltIn/spectral-oas.yaml" | tr -d ' :' >"$out/rules"

# Both tools end with 1 when they find something; then there is a report all the same.
ask_spectral() {
  local answer
  answer=$out/spectral/$(sha256sum "$1" | cut -c1-32).json
  if [ ! -s "$answer" ]; then
    node --max-old-space-size=8192 "$out/node_modules/.bin/spectral" lint -q -f json -F hint -r "$out/all.yaml" "$1" >"$answer.part" || [ $? = 1 ]
    mv "$answer.part" "$answer"
  fi
  echo "$answer"
}

ask_apigov() {
  local answer
  answer=$out/ours/$(sha256sum "$1" | cut -c1-32).json
  dotnet "$apigov" lint "$1" -r "$out/all.yaml" -f json -o "$answer" || [ $? = 1 ]
  echo "$answer"
}

if [ $record = yes ]; then
  for case in "$root"/tests/ApiGovernance.Linting.Tests/OpenApiRules/cases/*.yaml; do
    "$here/lint-compare.py" --places "$(ask_spectral "$case")" >"${case%.yaml}.spectral.tsv"
  done
fi

documents=("$shared"/specs/docs/*.json "$shared"/specs/docs/*.y*ml "$shared"/specs/pairs/*/*.json "$shared"/specs/pairs/*/*.y*ml)
[ $github = no ] || documents+=("$out/node_modules/@octokit/openapi/generated/api.github.com.json")
answers=()
for document in "${documents[@]}"; do
  [ -f "$document" ] || continue
  answers+=("$document" "$(ask_apigov "$document")" "$(ask_spectral "$document")")
done
"$here/lint-compare.py" "$out/rules" "${answers[@]}"
