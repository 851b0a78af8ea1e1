#!/usr/bin/env bash
# Brings the documents that reading is measured on into artifacts/bench/documents: GitHub's description from npm (MIT), a real one of 150 KB
# from ../shared/specs where that is, and both as YAML. Prints the folder. Needs npm, node, tar.
# usage: bench/documents.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
version=23.0.2
out=${APIGOV_BENCH_DOCUMENTS:-$here/../artifacts/bench/documents}
specs=${APIGOV_SPECS:-$here/../../shared/specs}
mkdir -p "$out"
out=$(cd "$out" && pwd)
[ -d "$here/node/node_modules" ] || (cd "$here/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)

if [ ! -s "$out/github.json" ]; then
  (cd "$out" && npm pack --silent "@octokit/openapi@$version" >/dev/null)
  tar -xzf "$out/octokit-openapi-$version.tgz" -C "$out" --strip-components=2 package/generated/api.github.com.json
  mv "$out/api.github.com.json" "$out/github.json"
  rm -f "$out/octokit-openapi-$version.tgz"
fi
[ ! -f "$specs/docs/amazon-catalog-items.swagger2.json" ] || cp "$specs/docs/amazon-catalog-items.swagger2.json" "$out/catalog.json"
chmod u+w "$out"/*.json
for name in github catalog; do
  if [ -s "$out/$name.json" ] && [ ! -s "$out/$name.yaml" ]; then
    node --max-old-space-size=4096 "$here/node/to-yaml.mjs" "$out/$name.json" "$out/$name.yaml"
  fi
done
echo "$out"
