#!/usr/bin/env bash
# bench/loops.sh [RUNS]: loops as whole processes, against the demo API of another process; medians of RUNS runs (5 by
# default).
#   time    1,000 items of 20 ms at 50 at once: the run's time against the ideal 400 ms. The limit is 1.3.
#   calls   the same with a call of 20 ms as each item, which the server and a cold client share two cores for.
#   memory  10,000 items of no delay at 50 at once against 100 items: peak memory of the process. The limit is 1.2.
# Needs bash and GNU time.
set -u

runs=${1:-5}
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
cd "$scratch" || exit

# Starts the demo API on a port that is free now and waits until it takes connections.
port=$((20000 + RANDOM % 10000))
while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
"$dispatch" demo serve --port "$port" >"$scratch/server.log" 2>&1 </dev/null &
server=$!
for ((attempt = 0; attempt < 100; attempt++)); do
  if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  sleep 0.1
done

# A job with one loop of COUNT items, each one ACTION with PAYLOAD.
job() { # file count action payload
  items=$(seq -s , 1 "$2")
  cat >"$1" <<JOB
{
  "schemaVersion": 1,
  "jobType": "loop",
  "http": { "baseUrl": "http://127.0.0.1:$port" },
  "scenario": {
    "steps": [
      {
        "id": "all",
        "action": "$3",
        "payload": $4,
        "forEach": { "items": [$items], "maxConcurrency": 50 },
        "result": "\${index}"
      }
    ]
  }
}
JOB
}
job time.job.case.json 1000 flow.sleep '{ "duration": "20ms" }'
job calls.job.case.json 1000 http.request '{ "path": "/slow?ms=20" }'
job few.job.case.json 100 http.request '{ "path": "/users/1" }'
job many.job.case.json 10000 http.request '{ "path": "/users/1" }'

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for ((i = 0; i < runs; i++)); do
  for kind in time calls; do
    "$dispatch" job run --case "$kind.job.case.json" --json >run.json || { cat run.json && exit 1; }
    sed 's/.*"durationMs":\([0-9]*\).*/\1/' run.json >>"$kind.txt"
  done
done
ratio() { awk -v t="$1" 'BEGIN { printf "%.2f", t / 400 }'; }
took=$(median <time.txt)
echo "time    $took ms for 1,000 items of 20 ms at 50: $(ratio "$took") of the ideal (limit 1.3)"
took=$(median <calls.txt)
echo "calls   $took ms for 1,000 calls of 20 ms at 50: $(ratio "$took") of the ideal"

for ((i = 0; i < runs; i++)); do
  for size in few many; do
    command time -f %M -a -o "$size.txt" "$dispatch" job run --case "$size.job.case.json" --json >run.json || exit 1
  done
done
few=$(median <few.txt)
many=$(median <many.txt)
echo "memory  $few KiB with 100 items, $many KiB with 10,000: $(awk -v f="$few" -v m="$many" 'BEGIN { printf "%.2f", m / f }') (limit 1.2)"
