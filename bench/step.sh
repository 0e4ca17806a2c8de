#!/usr/bin/env bash
# bench/step.sh [BENCHMARK]: what the engine adds to a step without any input or output, in microseconds, warm: all
# benchmarks, or those whose name holds BENCHMARK. The limit is 30 for each. Needs bash, Maven and a JDK 25.
set -eu

cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -q -pl bench -am -Pjmh package -Dmaven.test.skip=true -Djacoco.skip=true -Djmh.select="${1:-dev.dispatch.bench}"
