# Functions that the launchers of the repository and of the distribution share; sourced, POSIX sh.
# On the way to a program whose cache is there, nothing here starts a process: each one costs.

# The program is short-lived: one small heap, the quick compiler, no files for monitoring tools. What the VM itself
# has to say goes to stderr, or it would end up in the middle of a result. Training and running take the same flags.
common_flags='-XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr -XX:+DisplayVMOutputToStderr'
short_flags='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5 -Xms32m -Xmn20m -Xmx512m'
# Both compilers; the second one inlines and unrolls less than it would (docs/decisions/0032-compiling-long-work.md).
long_flags='-XX:FreqInlineSize=100 -XX:InlineSmallCode=1000 -XX:LoopUnrollLimit=10 -Xmx1g'

fail() {
  printf 'dispatch: %s\n' "$@" >&2
  exit 2
}

# A descriptor that is closed would be given to the next file that the VM opens, and output would be written there.
open_closed_descriptors() {
  { true <&0; } 2>/dev/null || exec </dev/null
  { true >&1; } 2>/dev/null || exec >/dev/null
  # shellcheck disable=SC2069
  { true >&2; } 2>/dev/null || exec 2>/dev/null
}

# Succeeds where folder $1 is a JDK 25; sets java_home, and runtime to what names its caches.
use_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version='' runtime='' vendor=''
  while IFS='=' read -r key value; do
    value=${value#\"}
    value=${value%\"}
    case $key in
      IMPLEMENTOR_VERSION) vendor=$value ;;
      JAVA_RUNTIME_VERSION) runtime=$value ;;
      JAVA_VERSION) version=$value ;;
    esac
    [ -z "$version" ] || [ -z "$runtime" ] || break
  done <"$1/release"
  case $version in
    25 | 25.*) ;;
    *) return 1 ;;
  esac
  # Two vendors may use the same version for builds that do not share a cache.
  runtime=${runtime:-$version}${vendor:+-$vendor}
  case $runtime in
    *[!A-Za-z0-9.+_-]*) runtime=$version ;;
  esac
  java_home=$1
}

# A distribution that brings its own runtime uses no other: its caches are recorded for that one.
find_jdk() {
  use_jdk "$dist/runtime" && return
  if [ -n "${DISPATCH_JAVA_HOME-}" ]; then
    use_jdk "$DISPATCH_JAVA_HOME" && return
    fail "DISPATCH_JAVA_HOME=$DISPATCH_JAVA_HOME is not a JDK 25"
  fi
  if [ -n "${JAVA_HOME-}" ] && use_jdk "$JAVA_HOME"; then return; fi
  on_path=$(command -v java) || on_path=''
  use_jdk "${on_path%/bin/java}" && return
  for candidate in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    "${HOME-}"/.jdks/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    use_jdk "$candidate" && return
  done
  if [ -L "$on_path" ]; then
    on_path=$(readlink -f "$on_path")
    use_jdk "${on_path%/bin/java}" && return
  fi
  fail 'no JDK 25 found (looked at DISPATCH_JAVA_HOME, JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN).' \
    'Install one, for example Temurin 25, and set DISPATCH_JAVA_HOME to its folder.'
}

# Sets jar and cache_name for the distribution in $dist, the JDK in use and the kind of cache $1: the VM loads all that
# is in a cache, so what only tells its version has a small one of its own.
use_current_jar() {
  name=''
  { read -r name <"$dist/lib/current"; } 2>/dev/null || [ -n "$name" ] || fail "$dist is not a distribution of dispatch"
  jar=$dist/lib/$name.jar
  cache_name=$name-$runtime-$1.aot
}

# Sets cache to the ahead-of-time cache of this jar and this runtime; where there is none, has it built meanwhile.
find_cache() {
  cache=$dist/cache/$cache_name
  [ -e "$cache" ] && return
  user_caches=''
  if [ -n "${XDG_CACHE_HOME-}" ] || [ -n "${HOME-}" ]; then
    user_caches=${XDG_CACHE_HOME:-$HOME/.cache}/dispatch
    cache=$user_caches/$cache_name
    [ -e "$cache" ] && return
  fi
  cache=''
  train_in_background
}

# Of the caller's descriptors and session nothing may stay with the training, or $(dispatch ...) would wait for it.
train_in_background() {
  if [ -w "$dist/cache" ] || { [ ! -e "$dist/cache" ] && [ -w "$dist" ]; }; then
    folder=$dist/cache
  elif [ -n "$user_caches" ]; then
    folder=$user_caches
  else
    return
  fi
  session=''
  command -v setsid >/dev/null && session=setsid
  (
    exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    $session sh "$dist/lib/train.sh" "$dist" "$java_home" "$folder" &
  )
}

# Sets terminal to the property that tells the program that a person watches, and how wide the window is: the VM would
# have to start a process to find out.
find_terminal() {
  terminal=''
  if [ -t 1 ] && [ -t 2 ]; then
    columns=${COLUMNS-}
    [ -n "$columns" ] || { columns=$(stty size </dev/tty 2>/dev/null) && columns=${columns#* }; } || columns=''
    terminal=-Ddispatch.terminal=${columns:-80}
  fi
}

# Replaces this shell by the program in $dist with the given arguments.
launch() {
  case "${1-}" in
    version | --cli-version | -V) use_current_jar version ;;
    *) use_current_jar all ;;
  esac
  find_cache
  find_terminal
  # Without a UTF-8 locale the VM loses what is not ASCII in arguments, environment and paths; a locale that is named
  # but not installed has the same effect, so the user's is not asked.
  export LC_ALL=C.UTF-8
  case "${1-} ${2-}" in
    'job run-many' | 'job rerun-failed' | 'ui '*) flags="$common_flags $long_flags" ;;
    *) flags="$common_flags $short_flags" ;;
  esac
  # shellcheck disable=SC2086
  exec "$java_home/bin/java" $flags ${cache:+"-XX:AOTCache=$cache"} ${terminal:+"$terminal"} "-Ddispatch.dist=$dist" -cp "$jar" \
    dev.dispatch.cli.Main "$@"
}
