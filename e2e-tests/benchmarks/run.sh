#!/usr/bin/env bash
# Measures the connector against the plain driver and its peers, on one node started for it:
#   e2e-tests/benchmarks/run.sh --help
set -euo pipefail
cd "$(dirname "$0")/../.."
home=e2e-tests/benchmarks

modules=$home/runner,$home/driver,$home/sink,$home/spark-3.5,$home/flink-1.16
main=io.cosmoscassandra.benchmarks.runner.BenchmarkMain
build=true
arguments=()
case "${1:-}" in
  jmh)
    shift
    modules=$home/jmh
    main=
    ;;
  report)
    shift
    main=io.cosmoscassandra.benchmarks.runner.ReportMain
    ;;
esac
for argument in "$@"; do
  case "$argument" in
    --no-build) build=false ;;
    *) arguments+=("$argument") ;;
  esac
done

if $build; then
  mvn -B -q -Pbenchmarks -pl "$modules" -am process-classes
fi
commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
if [ -n "$(git status --porcelain 2>/dev/null)" ]; then
  commit="$commit, with changes"
fi
if [ -z "$main" ]; then
  output=$home/target/results/$(date -u +%Y-%m-%dT%H%M%SZ)
  mkdir -p "$output"
  java -cp "$home/jmh/target/classes:$(cat $home/jmh/target/class-path)" org.openjdk.jmh.Main \
    -prof gc -jvmArgsAppend "-Dbenchmarks.commit=${commit// /-}" -rf json -rff "$output/jmh.json" \
    ${arguments[@]+"${arguments[@]}"}
  echo "Results: $output"
  exit
fi
exec java -Xmx512m -Dbenchmarks.home="$home" -Dbenchmarks.commit="$commit" \
  -cp "$home/runner/target/classes:$(cat $home/runner/target/class-path)" \
  "$main" ${arguments[@]+"${arguments[@]}"}
