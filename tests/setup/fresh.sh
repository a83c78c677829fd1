#!/usr/bin/env bash
# Before a release, as root on a throw-away Debian machine: a fresh clone starts with one command as root, in a home of
# root, and as an ordinary user; twice, after `kill -9`, and without a network. Prints what it measured.
#   [TESTS=1] tests/setup/fresh.sh [COMMIT]      TESTS: run `npm test` in each clone too, which takes much longer
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
commit=${1:-HEAD}
user=xunshi-fresh
port=${PORT:-8190}
group=
places=()
kept=$([ -d /var/lib/xunshi ] && echo yes || true)

say() { printf '%s\n' "$*"; }
fail() {
  say "FAILED: $*"
  [ -f "${log:-}" ] && tail -30 "$log"
  exit 1
}
seconds() { date +%s.%N; }
since() { printf '%.1f' "$(echo "$(seconds) - $1" | bc)"; }

# Runs a command in the clone as whom the place belongs to, in a process group of its own.
in_place() {
  if [ "$who" = root ]; then (cd "$place" && exec "$@"); else
    (cd "$place" && exec runuser -u "$who" -- env HOME="/home/$who" "$@")
  fi
}

start() { # start [words before npm]
  log=$(mktemp /tmp/xunshi-fresh-log.XXXXXX)
  began=$(seconds)
  setsid bash -c "$(declare -f in_place); who='$who' place='$place'; in_place \"\$@\"" start \
    env PORT="$port" XUNSHI_HISTORY="$history" "$@" npm start >"$log" 2>&1 &
  group=$!
}

opened() { # opened LIMIT
  until curl -fs -o /dev/null "http://127.0.0.1:$port/healthz"; do
    kill -0 "$group" 2>/dev/null || fail "it ended before it opened"
    [ "$(since "$began" | cut -d. -f1)" -lt "$1" ] || fail "not open after $1 s"
    sleep 0.2
  done
  since "$began"
}

killed() { # the whole group, not the database
  kill -9 -- "-$group" 2>/dev/null || true
  wait "$group" 2>/dev/null || true
}

cluster() {
  local moved="$place/data/pg/MOVED.txt"
  if [ -f "$moved" ]; then grep -o '/var/lib/xunshi/[0-9a-f]*' "$moved"; else echo "$place/data/pg"; fi
}
kill_database() {
  local file pid
  file="$(cluster)/cluster/postmaster.pid"
  pid=$(head -1 "$file" 2>/dev/null || true)
  if [ -n "$pid" ] && grep -qa "$(cluster)" "/proc/$pid/cmdline" 2>/dev/null; then kill -9 "$pid"; fi
  sleep 1
}

sweep() {
  set +e
  [ -n "$group" ] && killed
  for place in "${places[@]}"; do
    kill_database
    rm -rf "$(cluster)" "$place"
    rmdir "$(dirname "$place")" 2>/dev/null
  done
  id "$user" >/dev/null 2>&1 && userdel -r "$user" 2>/dev/null
  [ -n "$kept" ] || rm -rf /var/lib/xunshi
  rm -f /tmp/xunshi-fresh-log.*
}
trap sweep EXIT

walk() { # walk WHO PLACE HISTORY
  who=$1 place=$2 history=$3
  places+=("$place")
  say "as $who in $place"
  git clone -q "$repository" "$place"
  git -C "$place" checkout -q "$commit"
  [ "$who" = root ] || chown -R "$who:" "$place"

  start
  sleep 8
  killed
  say "  killed while the dependencies were coming in"

  start
  until grep -q 构建页面 "$log"; do
    kill -0 "$group" 2>/dev/null || fail "no dependencies"
    sleep 0.2
  done
  say "  dependencies $(since "$began") s"
  built=$(seconds)
  opened 600 >/dev/null
  say "  pages, database, history: open $(since "$built") s later"
  curl -fs "http://127.0.0.1:$port/" | grep -q '<div id="root"' || fail "no page"
  curl -fs "http://127.0.0.1:$port/api/agencies" | grep -q '"total":3' || fail "no agencies"
  killed
  say "  killed -9; the database lives on"

  began=$(seconds)
  in_place node scripts/run.mjs build >/dev/null
  took=$(since "$began")
  say "  set-up that is already done: $took s"
  [ "$(echo "$took < 2" | bc)" = 1 ] || fail "set-up that is already done took $took s"

  start
  say "  second start: open after $(opened 60) s"
  killed
  kill_database

  start http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 npm_config_offline=true
  say "  after kill -9 of both, network unreachable: open after $(opened 60) s"
  killed
  kill_database

  if [ "$who" = root ]; then
    log=$(mktemp /tmp/xunshi-fresh-log.XXXXXX)
    unshare -n bash -c '
      ip link set lo up; cd "$1"; PORT=$2 setsid npm start & group=$!
      for _ in $(seq 300); do curl -fs -o /dev/null "http://127.0.0.1:$2/healthz" && open=1 && break; sleep 0.2; done
      kill -TERM -- "-$group"; wait "$group"; [ -n "$open" ]' plug "$place" "$port" >"$log" 2>&1 ||
      fail "it does not open without a network"
    say "  without a network at all: opens, and ends when told"
  fi

  in_place env PORT="$port" npm run -s reset >/dev/null || fail "no reset"
  [ ! -e "$place/data/keys" ] || fail "reset left keys"

  if [ -n "${TESTS:-}" ]; then
    log=$(mktemp /tmp/xunshi-fresh-log.XXXXXX)
    began=$(seconds)
    in_place npm test >"$log" 2>&1 || fail "npm test"
    say "  npm test holds: $(since "$began") s"
  fi
}

[ "$(id -u)" = 0 ] || fail "needs root"
apt-get install -y -qq --no-install-recommends bc curl iproute2 >/dev/null 2>&1 || true
walk root "$(mktemp -d /tmp/xunshi-fresh.XXXXXX)/market" full
walk root "$(mktemp -d /root/xunshi-fresh.XXXXXX)/浔市 the market" short
useradd -m "$user"
walk "$user" "/home/$user/market" short
say "every start held"
