#!/usr/bin/env bash
# Builds everything, checks the format and runs every test. Needs the .NET 10 SDK and git, nothing else; with a C compiler the
# native program is built and tested too.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./test.sh [--accept] [--no-format] [--filter TEXT]...
  --accept       approve every golden file as it now comes out (look at the diff before you commit it)
  --no-format    skip the check of the code format
  --filter TEXT  run only the tests whose full name (namespace.class.method) contains TEXT
The reports (TRX) go to artifacts/test-results. With CI=true packages are restored exactly as locked.
TEXT
}

format=yes
filters=()
while (($#)); do
  case $1 in
    --accept) export APIGOV_ACCEPT=1 ;;
    --no-format) format=no ;;
    --filter)
      (($# > 1)) || { usage >&2; exit 2; }
      filters+=(--filter-method "*$2*")
      shift ;;
    -h | --help) usage; exit 0 ;;
    *) echo "unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A build node that stays behind keeps the terminal of a CI job open.
export MSBUILDDISABLENODEREUSE=1
readonly solution=ApiGovernance.sln results=artifacts/test-results
failures=()

step() { printf '\n== %s\n' "$*"; }

# The count is the last line whatever happens; the exit code says whether all is well.
finish() {
  local counts passed failed skipped
  counts=$(count_results)
  read -r passed failed skipped <<<"$counts"
  ((passed + failed > 0)) || failures+=("no test ran")
  ((failed == 0)) || failures+=("$failed failed tests")
  local failure
  for failure in "${failures[@]+"${failures[@]}"}"; do echo "FAILED: $failure"; done
  echo "$passed passed, $failed failed, $skipped skipped"
  ((${#failures[@]} == 0))
  exit
}

stop() {
  failures+=("$1")
  finish
}

# Sums the outcomes over the TRX files: a test that was not passed and not skipped has failed, whatever it is called.
count_results() {
  find "$results" -name '*.trx' -exec cat {} + 2>/dev/null | tr '>' '\n' | awk '
    /<UnitTestResult / {
      if ($0 ~ / outcome="Passed"/) passed++
      else if ($0 ~ / outcome="NotExecuted"/) skipped++
      else failed++
    }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

# Name and reason of each test of one outcome: the reason is its message, else what it printed.
print_outcome() { # outcome as the reports spell it, word to print
  find "$results" -name '*.trx' -exec cat {} + 2>/dev/null | tr '\n' ' ' | sed 's/<UnitTestResult /\n&/g' | awk -v outcome="$1" -v word="$2" '
    /^<UnitTestResult / && match($0, /^[^>]*/) && substr($0, 1, RLENGTH) ~ " outcome=\"" outcome "\"" {
      name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name)
      reason = "no reason given"
      if (match($0, /<Message>[^<]*/) || match($0, /<StdOut>[^<]*/)) { reason = substr($0, RSTART, RLENGTH); sub(/^<[^>]*>/, "", reason) }
      reason = substr(reason, 1, 1200)
      print word ": " name ": " reason
    }' | sed -e 's/&#xD;//g; s/&#xA;/ /g; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&#39;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort
}

check_sdk() {
  if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK is not installed. Get version 10 from https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    stop "no .NET SDK"
  fi
  # global.json names the version; outside what it allows, dotnet itself refuses.
  if ! dotnet --version >/dev/null 2>&1; then
    echo "None of the installed .NET SDKs is the one that global.json asks for. Installed:" >&2
    dotnet --list-sdks >&2
    echo "Get version 10 from https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    stop "no .NET 10 SDK"
  fi
}

rm -rf "$results"
mkdir -p "$results"
check_sdk

step "restore"
locked=()
[[ ${CI:-} == true ]] && locked=(--locked-mode)
dotnet restore "$solution" -v quiet "${locked[@]+"${locked[@]}"}" || stop "restore"

step "build"
dotnet build "$solution" -c Release --no-restore -v quiet || stop "build"

if [[ $format == yes ]]; then
  step "format"
  dotnet format "$solution" --verify-no-changes --no-restore || failures+=("format: run dotnet format")
fi

step "test"
# 8 is "no test ran", which is right for a project that a filter leaves empty; that none ran at all is seen in the count.
# Each project has its reports beside its program: in one folder, two that begin in the same microsecond have one name.
find tests -type d -name TestResults -prune -exec rm -rf {} +
dotnet test --solution "$solution" -c Release --no-build --no-restore \
  --report-xunit-trx --ignore-exit-code 8 "${filters[@]+"${filters[@]}"}" || failures+=("dotnet test ended with exit code $?")
while IFS= read -r report; do
  project=${report#tests/}
  mv "$report" "$results/${project%%/*}-$(basename "$report")"
done < <(find tests -path '*/TestResults/*' -name '*.trx')

# The command line's tests once more, on the native program; a filter is for something else.
if [[ ${#filters[@]} == 0 ]]; then
  step "native"
  if command -v clang >/dev/null || command -v gcc >/dev/null; then
    if dotnet publish src/ApiGovernance.Cli -c Release --use-current-runtime -p:PublishAot=true -o artifacts/native -v quiet; then
      APIGOV_TEST_PROGRAM=$PWD/artifacts/native/apigov dotnet test --project tests/ApiGovernance.Cli.Tests -c Release --no-build --no-restore \
        --results-directory "$PWD/$results/native" --report-xunit-trx || failures+=("the native program's tests ended with exit code $?")
    else
      failures+=("the native program was not built")
    fi
  else
    echo "The native program was not built and not tested: there is no C compiler (clang or gcc)."
  fi
fi

step "result"
print_outcome NotExecuted skipped
print_outcome Failed failed
finish
