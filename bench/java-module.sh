#!/usr/bin/env bash
# bench/java-module.sh [RUNS]: what a module in Java source costs at each start, next to one with the same action as an
# HTTP action. Both take turns, RUNS times (15 by default); the ratio is the median of the ratios of neighbours, so a
# machine whose speed drifts is the same for both. The limit: less than twice the time once the classes are cached.
# Prints also what the first use costs, when the source is compiled. Needs bash.
set -u

runs=${1:-15}
case $runs in
  '' | *[!0-9]* | 0) echo "usage: ${BASH_SOURCE[0]} [RUNS]" >&2 && exit 2 ;;
esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dispatch=$root/cli/target/dist/bin/dispatch
"$root/dispatch" version >/dev/null || exit

scratch=$(mktemp -d)
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null
  rm -rf "$scratch"
}
trap finish EXIT
export DISPATCH_HOME=$scratch/home
mkdir -p "$scratch/http/modules/users" "$scratch/java/modules/users"

cat >"$scratch/http/modules/users/module.json" <<'JSON'
{
  "name": "users",
  "version": "1.0.0",
  "actions": {
    "get-user": {
      "description": "Get a user.",
      "effect": "read",
      "input": {
        "type": "object",
        "properties": { "id": { "type": "integer" } },
        "required": ["id"],
        "additionalProperties": false
      },
      "request": { "method": "GET", "path": "/users/${input.id}" },
      "exports": { "name": "$.name" },
      "exportsSchema": {
        "type": "object",
        "properties": { "name": { "type": "string" } },
        "required": ["name"],
        "additionalProperties": false
      }
    }
  }
}
JSON
echo '{ "name": "users", "version": "1.0.0", "entry": "Users.java" }' >"$scratch/java/modules/users/module.json"
cat >"$scratch/java/modules/users/Users.java" <<'JAVA'
import dev.dispatch.sdk.*;

@DispatchModule(name = "users", version = "1.0.0")
public final class Users {
    record Wanted(int id) {}

    record Found(String name) {}

    @Action(name = "get-user", description = "Get a user.", effect = Effect.READ)
    ActionResult<Found> getUser(ActionContext<Void> context, Wanted input) {
        HttpResponse answer = context.http().get("/users/" + input.id());
        context.http().requireOk(answer, "getting the user");
        return ActionResult.<Found>response(answer.body())
                .exports(new Found(answer.body().path("name").asString("")));
    }
}
JAVA

# Starts the demo API on a port that is free now and waits until it takes connections.
start_server() {
  port=$((20000 + RANDOM % 10000))
  while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  "$dispatch" demo serve --port "$port" >"$scratch/server.log" 2>&1 </dev/null &
  server=$!
  for ((attempt = 0; attempt < 100; attempt++)); do
    if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  echo "the demo API does not start: $(head -n 1 "$scratch/server.log")" >&2
  exit 1
}

start_server
for kind in http java; do
  cat >"$scratch/$kind/user.job.case.json" <<JOB
{
  "schemaVersion": 1,
  "jobType": "user",
  "http": { "baseUrl": "http://127.0.0.1:$port" },
  "scenario": { "steps": [{ "id": "user", "action": "users.get-user", "payload": { "id": 1 } }] }
}
JOB
done

# timed FILE KIND WORD...: appends the wall and CPU seconds of a command in the workspace of that kind.
TIMEFORMAT='%3R %3U %3S'
timed() {
  local file=$1 kind=$2
  shift 2
  cd "$scratch/$kind" || exit 1
  { time "$dispatch" "$@" >"$scratch/out" 2>&1 </dev/null; } 2>"$scratch/time" || {
    echo "dispatch $* with the $kind module ends with an error: $(head -n 3 "$scratch/out")" >&2
    exit 1
  }
  awk '{ print $1 * 1000, ($2 + $3) * 1000 }' "$scratch/time" >>"$file"
}

median() {
  sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# The first use, each time with an empty cache.
for ((round = 0; round < 3; round++)); do
  rm -rf "$DISPATCH_HOME/cache"
  timed "$scratch/first" java module list
done
printf 'first use of the source, module list: %s ms wall, %s ms CPU\n' \
  "$(cut -d' ' -f1 "$scratch/first" | median)" "$(cut -d' ' -f2 "$scratch/first" | median)"

printf '%-14s %9s %9s %9s %9s %9s %9s\n' command 'http wall' 'java wall' ratio 'http cpu' 'java cpu' ratio
commands=('module list' 'job validate --case user.job.case.json' 'job run --case user.job.case.json')
for command in "${commands[@]}"; do
  rm -f "$scratch"/times.*
  for ((round = 0; round <= runs; round++)); do
    for kind in http java; do
      # shellcheck disable=SC2086
      timed "$scratch/times.$kind" $kind $command
    done
  done
  # The first round warms up.
  paste -d' ' <(tail -n +2 "$scratch/times.http") <(tail -n +2 "$scratch/times.java") >"$scratch/pairs"
  printf '%-14s %9s %9s %9s %9s %9s %9s\n' "${command%% --*}" \
    "$(awk '{ print $1 }' "$scratch/pairs" | median)" "$(awk '{ print $3 }' "$scratch/pairs" | median)" \
    "$(awk '{ print $3 / $1 }' "$scratch/pairs" | median)" \
    "$(awk '{ print $2 }' "$scratch/pairs" | median)" "$(awk '{ print $4 }' "$scratch/pairs" | median)" \
    "$(awk '{ print $4 / $2 }' "$scratch/pairs" | median)"
done
