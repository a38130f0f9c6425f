#!/usr/bin/env bash
# Shows the connector at work: a real Cassandra, a real Flink, a SQL script, and a kill -9.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'USAGE'
Builds the connector, starts a Cassandra node and a small Flink on this machine, and lets Flink's SQL client run
e2e-tests/quickstart/orders.sql: a stream of orders, added up by customer in a table in Cassandra, exactly once. Shows how
rows become visible checkpoint by checkpoint, kills a task manager on the way, and compares the table with
what it has to hold. The exit code is 0 only if they are the same. Nothing is left running.

  --keep   leave Cassandra and Flink running until Ctrl-C, and say how to use them
  --help   print this

Needs JDK 17, Maven 3.8 or newer, some 3 GB of memory, and on the first run the network.
USAGE
}

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

module=e2e-tests/quickstart
run_java() {
  exec "$java" -Xmx256m -cp "$module/target/classes:$(cat "$module/target/class-path")" "$@"
}

case "${1:-}" in
  '' | --keep | --cql) ;;
  --help | -h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p') || true
[ "$version" = 17 ] || fail "This needs JDK 17, and '$java' is ${version:-not there}. Install one, and let JAVA_HOME name its home."
command -v mvn > /dev/null || fail "This needs Maven ('mvn'). Install version 3.8 or newer."

if [ "${1:-}" = --cql ]; then
  [ -f "$module/target/class-path" ] || fail "Run ./quickstart.sh --keep first, in another terminal."
  run_java io.cosmoscassandra.quickstart.CqlMain "${@:2}"
fi

mkdir -p target
log=target/quickstart-build.log
echo "Building the connector (log: $log) ..."
mvn -B -pl "$module" -am -Dmaven.test.skip=true package > "$log" 2>&1 \
  || { grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
       fail "The build failed; all it said is in $log. If it could not download something, try again with a network."; }

run_java io.cosmoscassandra.quickstart.QuickstartMain "$@"
