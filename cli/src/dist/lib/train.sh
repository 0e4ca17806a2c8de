#!/bin/sh
# train.sh DIST JAVA_HOME [FOLDER]: records the ahead-of-time caches of a distribution for one JDK, by default inside the
# distribution. Passes over one that is there already or that another process is at.
set -u

. "${0%/*}/launch.sh"
dist=$1
folder=${3:-$dist/cache}
use_jdk "$2" || fail "$2 is not a JDK 25"
mkdir -p "$folder" || exit 1
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS
export LC_ALL=C.UTF-8

# Records the cache of kind $1.
train() {
  use_current_jar "$1"
  cache=$folder/$cache_name
  lock=$cache.lock
  [ -e "$cache" ] && return

  # The lock holds the unfinished cache. One that was left behind, by a failure too, is taken over after ten minutes:
  # until then no new attempt burns time at each start.
  if [ -n "$(find "$lock" -prune -mmin +10 2>/dev/null)" ]; then
    mv "$lock" "$lock.$$" && rm -rf "$lock.$$"
  fi
  mkdir "$lock" 2>/dev/null || return 0

  # shellcheck disable=SC2086
  if ! nice "$java_home/bin/java" $common_flags $short_flags "-XX:AOTCacheOutput=$lock/new" "-Ddispatch.dist=$dist" \
    -cp "$jar" dev.dispatch.cli.Training "$1" >"$lock/log" 2>&1 || ! mv "$lock/new" "$cache"; then
    cat "$lock/log" >&2
    exit 1
  fi
  rm -rf "$lock"
}

train version
train all
find "$folder" -name 'dispatch-*.aot' -mtime +60 ! -name "$name-*" -exec rm -f {} +
