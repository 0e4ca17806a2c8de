#!/usr/bin/env bash
# bench/bulk.sh [ROUNDS]: many runs of a job of three calls, with their whole records, against a server on loopback that
# shares the machine; medians of ROUNDS rounds (3 by default).
#   bare      the same calls by the HTTP client alone, warm, 20 at once
#   engine    10,000 runs at 20 at once in a warm process, and their throughput as a share of the bare client's
#   program   whole processes of 500, 2,000, 10,000 and 100,000 runs: runs/s, CPU of a call, peak memory, files written;
#             the last one once. The limit of its memory is 1.2 times that of 1,000 runs.
#   inspect   job batch-inspect of the 100,000
#   exit      what a process of 200 runs, at 20 and at 300 at once, takes from the end of its batch to its own
# Needs bash, GNU time, Maven and a JDK 25.
set -u -o pipefail

rounds=${1:-3}
case $rounds in
  '' | *[!0-9]* | 0) echo "usage: ${BASH_SOURCE[0]} [ROUNDS]" >&2 && exit 2 ;;
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

(cd "$root" && mvn -q -pl bench -am -Pbulk package -Dmaven.test.skip=true -Djacoco.skip=true \
  -Dbulk.classpath="$scratch/classpath") || exit
dist=$root/cli/target/dist
. "$dist/lib/launch.sh"
find_jdk
bulk() { # shellcheck disable=SC2086
  "$java_home/bin/java" $common_flags $long_flags -cp "$(cat "$scratch/classpath")" dev.dispatch.bench.Bulk "$@"
}

port=$((20000 + RANDOM % 10000))
while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
mkfifo server.in
"$java_home/bin/java" -Xmx256m -cp "$(cat classpath)" dev.dispatch.bench.Bulk server "$port" <server.in >server.log 2>&1 &
server=$!
exec 9>server.in
for ((attempt = 0; attempt < 100; attempt++)); do
  if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  sleep 0.1
done

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

for ((i = 0; i < rounds; i++)); do
  bulk bare "$port" 10000 20 | tee -a bare.txt
  bulk engine "$port" 10000 20 all "$scratch/engine$i" | tee -a engine.txt
  awk '/^bare/ { b = $4 } /^engine/ { e = $4 } END { printf "%.2f\n", e / b }' bare.txt engine.txt >>ratio.txt
done
echo "engine  $(median <ratio.txt) of the bare client's throughput"

cat >three.job.case.json <<JOB
{
  "schemaVersion": 1,
  "jobType": "three-calls",
  "http": { "baseUrl": "http://127.0.0.1:$port" },
  "scenario": {
    "steps": [
      { "id": "user", "action": "http.request", "payload": { "url": "/users/1" } },
      { "id": "post", "action": "http.request", "payload": { "url": "/posts/\${step.user.response.body.id}" } },
      {
        "id": "create",
        "action": "http.request",
        "payload": {
          "method": "POST",
          "url": "/posts",
          "body": { "title": "\${step.post.response.body.title}", "userId": "\${step.user.response.body.id}" }
        }
      }
    ]
  },
  "outputs": { "id": "\${step.create.response.body.id}" }
}
JOB

# Seconds, CPU seconds and KiB of a batch of $1 runs with $2 at once, to the file took; its answer to batch.json.
batch() {
  command time -f '%e %U %S %M' -o took "$dispatch" job run-many --case three.job.case.json --count "$1" \
    --concurrency "$2" --json >batch.json 2>progress.txt || { cat batch.json progress.txt >&2 && exit 1; }
}
member() { sed "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/" batch.json; }

program() { # runs
  batch "$1" 20
  files=$(find "$(member batchDir)"* -type f | wc -l)
  awk -v runs="$1" -v files="$files" '{ printf "program %d runs: %.0f runs/s, %.0f us CPU a call, peak %d MiB, %d files\n",
    runs, runs / $1, ($2 + $3) * 1e6 / runs / 3, $4 / 1024, files }' took
}
for runs in 500 2000 10000; do
  for ((i = 0; i < rounds; i++)); do program "$runs"; done | sort -k4,4n | awk '{ all[NR] = $0 } END { print all[int((NR + 1) / 2)] }' || exit
done
program 1000 >/dev/null
few=$(awk '{ print $4 }' took)
program 100000
many=$(awk '{ print $4 }' took)
echo "memory  $few KiB with 1,000 runs, $many KiB with 100,000: $(awk -v f="$few" -v m="$many" 'BEGIN { printf "%.2f", m / f }') (limit 1.2)"

command time -f %e -o took "$dispatch" job batch-inspect --batch-id "$(member batchId)" --json >inspect.json || exit
echo "inspect $(cat took) s for 100,000 runs (limit 3)"

for at_once in 20 300; do
  for ((i = 0; i < rounds; i++)); do
    batch 200 "$at_once"
    ended=$(date +%s%3N)
    echo $((ended - $(date -d "$(member endedAt)" +%s%3N)))
  done | median | sed "s/\$/ ms from the end of a batch of 200 runs with $at_once at once to that of its process/; s/^/exit    /" || exit
done
