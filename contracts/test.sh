#!/usr/bin/env bash
# Everything that must hold for the contracts: format, lint, sizes, tests, gas. Offline once node_modules is there.
#   bash contracts/test.sh             check all of it
#   bash contracts/test.sh --coverage  and report what the tests reach
#   bash contracts/test.sh --write     write the gas snapshot and the format instead of checking them
# Exits non-zero when any step fails; the last line is "N passed, M failed".
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
exec </dev/null
mode="${1:-}"

export npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
export FOUNDRY_DISABLE_NIGHTLY_WARNING=1
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
failed=0
passed=0

# step NAME COMMAND...: runs the command, says how long it took, counts a failure. Output is shown when it fails.
step() {
  local name="$1" started=$SECONDS
  shift
  if "$@" >"$log" 2>&1; then
    printf '==> %s: ok, %d s\n' "$name" $((SECONDS - started))
  else
    cut -c1-400 "$log"
    printf '==> %s: FAILED, %d s\n' "$name" $((SECONDS - started))
    failed=$((failed + 1))
    return 1
  fi
}

# As ZkRollup.WorkingTree.NodePackages does it, with its lock: tests of both may run at once, and one must not install under the other.
install() {
  local done=node_modules/.package-lock.json
  (
    flock 9
    [ -f "$done" ] && [ ! package-lock.json -nt "$done" ] && exit
    npm ci --ignore-scripts && touch "$done"
  ) 9>.install.lock
}

sizes() {
  "$forge" build --sizes --skip test || return
  grep -E '^\| +(Contract|Escape|Governance|Guardian|L1Queue|Rollup|StateProofs|Vault) ' "$log" | cut -c1-64 >&3
}

run_tests() {
  "$forge" test || return
}

coverage() {
  "$forge" coverage --report summary --no-match-coverage 'test/' --no-match-contract 'GasTest' || return
  sed -n '/^╭.*/,$p' "$log" | grep -E '^\| (File|src|Total)' >&3
}

exec 3>&1
step "npm packages" install || { printf '0 passed, 1 failed\n'; exit 1; }
forge=node_modules/@foundry-rs/forge-linux-amd64/bin/forge
[ -x "$forge" ] || { printf 'no forge for this platform: the packages hold that of Linux on x64\n0 passed, 1 failed\n'; exit 1; }

# All at once: what a later step selects is then compiled already.
step "build" "$forge" build
if [ "$mode" = --write ]; then
  step "format" "$forge" fmt
  step "gas snapshot" "$forge" test --match-contract GasTest --isolate --gas-snapshot-emit true
else
  step "format" "$forge" fmt --check
  step "gas snapshot" "$forge" test --match-contract GasTest --isolate --gas-snapshot-check true
fi
step "lint" node_modules/.bin/solhint --disc --noPoster --max-warnings 0 'src/**/*.sol'
step "sizes" sizes
step "tests" run_tests
read -r good bad < <(sed -n 's/.*: \([0-9]*\) tests passed, \([0-9]*\) failed.*/\1 \2/p' "$log" | tail -n 1)
passed=$((passed + ${good:-0}))
[ "${bad:-0}" -eq 0 ] || failed=$((failed - 1 + bad))
[ "$mode" = --coverage ] && step "coverage" coverage

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
