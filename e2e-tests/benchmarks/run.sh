#!/usr/bin/env bash
# Measures the connector against the plain driver, on one node started for it.
#   e2e-tests/benchmarks/run.sh [--rows N] [--rounds N] [scenario ...]
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B -q -pl e2e-tests/benchmarks -am process-classes
exec java -Xmx1g --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
  -cp "e2e-tests/benchmarks/target/classes:$(cat e2e-tests/benchmarks/target/class-path)" \
  io.cosmoscassandra.benchmarks.ThroughputMain "$@"
