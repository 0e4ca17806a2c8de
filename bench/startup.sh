#!/usr/bin/env bash
# bench/startup.sh [RUNS]: what a command costs from outside, process start included. Prints the median wall and CPU
# time of RUNS runs (11 by default) and the peak memory, next to the floor (an empty main with a cache and flags of its
# own kind) and to an empty Node.js program where there is one. All commands take turns, so that a machine whose speed
# drifts is the same for each. Needs bash; peak memory needs GNU time.
set -u

runs=${1:-11}
case $runs in
  '' | *[!0-9]* | 0) echo "usage: ${BASH_SOURCE[0]} [RUNS]" >&2 && exit 2 ;;
esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dist=$root/cli/target/dist
dispatch=$dist/bin/dispatch
"$root/dispatch" version >/dev/null || exit
. "$dist/lib/launch.sh"
find_jdk

scratch=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null
  rm -rf "$scratch"
}
trap finish EXIT
export DISPATCH_HOME=$scratch/home
cd "$scratch" || exit 1

names=()
declare -A words=()

# add NAME WORD...: takes the command into the table where it works, says so where it does not.
add() {
  local name=$1
  shift
  if "$@" >"$scratch/out" 2>&1 </dev/null; then
    names+=("$name")
    words[$name]=$(printf '%q ' "$@")
  else
    printf 'skipped: %s ends with exit code %d: %s\n' "$name" $? "$(head -n 1 "$scratch/out")" >&2
  fi
}

build_floor() {
  echo 'public final class Floor { public static void main(String[] args) {} }' >Floor.java
  "$java_home/bin/javac" Floor.java && "$java_home/bin/jar" --create --file floor.jar Floor.class &&
    "$java_home/bin/java" $common_flags $short_flags -XX:AOTCacheOutput=floor.aot -cp floor.jar Floor >floor.log 2>&1
}

# Starts the demo API on a port that is free now and waits until it takes connections; fails where it ends before.
start_server() {
  port=$((20000 + RANDOM % 10000))
  while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  "$dispatch" demo serve --port "$port" >server.log 2>&1 </dev/null &
  server=$!
  for ((attempt = 0; attempt < 100; attempt++)); do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

write_job() {
  cat >startup.job.case.json <<JOB
{
  "schemaVersion": 1,
  "jobType": "startup",
  "http": { "baseUrl": "http://127.0.0.1:$1" },
  "scenario": {
    "steps": [
      { "id": "get", "action": "http.request", "payload": { "method": "GET", "path": "/users/1" } }
    ]
  }
}
JOB
}

# Appends "wall user sys" in seconds to the command's file.
TIMEFORMAT='%3R %3U %3S'
run_once() {
  local times=$2
  eval "set -- ${words[$1]}"
  { time "$@" >/dev/null 2>&1 </dev/null; } 2>>"$times"
}

median() {
  sort -n | awk '{ v[NR] = $1 } END { printf "%.1f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

peak() {
  if [ ! -x /usr/bin/time ] || ! /usr/bin/time -f %M true 2>/dev/null; then
    echo -
    return
  fi
  eval "set -- ${words[$1]}"
  /usr/bin/time -f %M -o peak "$@" >/dev/null 2>&1 </dev/null
  awk 'END { printf "%.0f", $1 / 1024 }' peak
}

build_floor && add floor "$java_home/bin/java" $common_flags $short_flags "-XX:AOTCache=$scratch/floor.aot" -cp floor.jar Floor
if command -v node >/dev/null; then add node node -e 0; fi
add version "$dispatch" version
add 'module list' "$dispatch" module list
if start_server; then
  write_job "$port"
else
  kill "$server" 2>/dev/null
  server=''
  printf 'skipped: the demo API does not start: %s\n' "$(head -n 1 server.log)" >&2
  write_job 9
fi
add 'job validate' "$dispatch" job validate --case startup.job.case.json
if [ -n "$server" ]; then add 'job run' "$dispatch" job run --case startup.job.case.json; fi

for ((round = 0; round < runs; round++)); do
  for i in "${!names[@]}"; do run_once "${names[i]}" "times.$i"; done
done

printf '%-14s %9s %9s %9s %9s %9s\n' command 'cpu ms' 'wall ms' 'peak MB' 'cpu/node' 'wall/node'
for i in "${!names[@]}"; do
  cpu[i]=$(awk '{ print ($2 + $3) * 1000 }' "times.$i" | median)
  wall[i]=$(awk '{ print $1 * 1000 }' "times.$i" | median)
  if [ "${names[i]}" = node ]; then node=$i; fi
done
for i in "${!names[@]}"; do
  ratios='- -'
  if [ -n "${node-}" ]; then
    ratios=$(awk "BEGIN { printf \"%.2f %.2f\", ${cpu[i]} / ${cpu[node]}, ${wall[i]} / ${wall[node]} }")
  fi
  # shellcheck disable=SC2086
  printf '%-14s %9s %9s %9s %9s %9s\n' "${names[i]}" "${cpu[i]}" "${wall[i]}" "$(peak "${names[i]}")" $ratios
done
