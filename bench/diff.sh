#!/usr/bin/env bash
# What a diff costs beside oasdiff: CPU seconds and peak memory of whole processes, in turns within one run, the median. Ours looks for
# witnesses (as it does unless told otherwise) and both write every change as JSON.
# usage: bench/diff.sh [--rounds N] [--only p10,p11,p12,amazon,github,stripe] [--limit CPU-SECONDS] [--no-publish] [--write]
#   --no-publish  measure what artifacts/bench/diff/apigov and apigov-full have
#   --write       put the table into docs/diff-yardsticks.md
# "apigov" is the native program, "apigov on .NET" the full build (ReadyToRun).
# Needs the .NET SDK with a C compiler and linker (gcc or clang), npm, node, python3 and Linux on x64; ../shared/specs for the published pairs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/diff-tools.sh"
rounds=5 only=p10,p11,p12,amazon,github,stripe limit=120 publish=yes write=()
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    --limit) limit=$2; shift 2 ;;
    --no-publish) publish=no; shift ;;
    --write) write=(--write "$root/docs/diff-yardsticks.md"); shift ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

# GitHub's description of one npm version.
github() {
  local version=$1 target=$out/github/$1.json
  if [ ! -s "$target" ]; then
    mkdir -p "$out/github"
    (cd "$out/github" && npm pack --silent "@octokit/openapi@$version" >/dev/null)
    tar -xzf "$out/github/octokit-openapi-$version.tgz" -C "$out/github" --strip-components=2 package/generated/api.github.com.json
    mv "$out/github/api.github.com.json" "$target"
    rm -f "$out/github/octokit-openapi-$version.tgz"
  fi
  echo "$target"
}

install_peers swagger2openapi
[ $publish = no ] && [ -x "$apigov" ] && [ -x "$full" ] || publish_apigov full
inputs=()
for name in ${only//,/ }; do
  case $name in
    github) inputs+=("GitHub 22.0.0 against 23.0.2=$(github 22.0.0)=$(github 23.0.2)") ;;
    stripe)
      node "$here/node/stripe-shape.mjs" "$out/stripe"
      inputs+=("the Stripe shape, 500 schemas=$out/stripe/base.json=$out/stripe/revision.json") ;;
    *)
      prefix=$name
      [ "$name" != amazon ] || prefix=p03
      folder=$(find "$pairs" -maxdepth 1 -name "$prefix-*" 2>/dev/null | head -n 1)
      [ -n "$folder" ] || { echo "bench/diff.sh: $name is left out: no $prefix-* in $pairs (set APIGOV_SHARED)" >&2; continue; }
      inputs+=("$(basename "$folder")=$(as_openapi3 "$folder"/old.*)=$(as_openapi3 "$folder"/new.*)") ;;
  esac
done

"$here/rounds.py" --rounds "$rounds" --limit "$limit" "${write[@]+"${write[@]}"}" \
  --contender "apigov=$apigov diff {base} {revision} --policies $policies --format json -o /dev/null" \
  --contender "oasdiff=$oasdiff changelog -f json {base} {revision}" \
  --contender "apigov on .NET=$full diff {base} {revision} --policies $policies --format json -o /dev/null" \
  "${inputs[@]}"
