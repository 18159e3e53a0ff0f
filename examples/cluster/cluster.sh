#!/usr/bin/env bash
# A cluster of EngineHub as plain processes on this machine: Consul, hubs, dispatchers, agents. Ctrl-C ends all of it.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: examples/cluster/cluster.sh [--store URL] [--folder FOLDER] [--port PORT] [--consul-port PORT]

Starts Consul, two hubs, two dispatchers and five agents with the example algorithms, and runs until Ctrl-C.

  --store URL         a database of PostgreSQL, jdbc:postgresql://HOST/DATABASE?user=…; two hubs share it.
                      Without it there is one hub, and a file of SQLite.
  --folder FOLDER     where logs, process ids and the file of SQLite are. Default: cluster
  --port PORT         where the first hub listens; the second one takes the port after it. Default: 7700
  --consul-port PORT  where Consul answers; the ports 10 to 12 above are its own. Default: 8500

CONSUL names the program of Consul; default: consul, on the PATH.
TEXT
}

fail() {
    echo "cluster: $*" >&2
    exit 1
}

here="$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
enginehub="${ENGINEHUB_COMMAND:-$here/../../enginehub}"
store=""
folder="cluster"
port=7700
consul_port=8500
while (($#)); do
    case "$1" in
        -h | --help) usage && exit 0 ;;
        --store | --folder | --port | --consul-port) (($# > 1)) || fail "$1 needs a value." ;;
        *) usage >&2 && fail "$1 is no option of this script." ;;
    esac
    case "$1" in
        --store) store="$2" ;;
        --folder) folder="$2" ;;
        --port) port="$2" ;;
        --consul-port) consul_port="$2" ;;
    esac
    shift 2
done

consul="$(command -v "${CONSUL:-consul}")" ||
    fail "there is no program '${CONSUL:-consul}'. Install Consul, any version from 1.8 on, or name it with CONSUL=FILE."
"$enginehub" --version >/dev/null # builds it where it has to be built
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
rm -f "$folder"/*.pid

# why: each process is in a group of its own, so that Ctrl-C reaches this script alone, and it ends them in order
set -m
names=()
pids=()

is_running() {
    [[ " $(jobs -rp | tr '\n' ' ')" == *" $1 "* ]]
}

# start NAME COMMAND…
start() {
    local name="$1"
    shift
    "$@" </dev/null >"$folder/$name.log" 2>&1 &
    names+=("$name")
    pids+=("$!")
    echo "$!" >"$folder/$name.pid"
}

# Tells all whose names begin so to end, and waits until they have.
end() {
    local i
    for i in ${pids[@]+"${!pids[@]}"}; do
        if [[ "${names[i]}" == "$1"* ]] && is_running "${pids[i]}"; then kill -TERM "${pids[i]}"; fi
    done
    for i in ${pids[@]+"${!pids[@]}"}; do
        if [[ "${names[i]}" == "$1"* ]]; then wait "${pids[i]}" 2>/dev/null || true; fi
    done
}

end_at_once() {
    local i
    for i in ${pids[@]+"${!pids[@]}"}; do
        if is_running "${pids[i]}"; then kill -KILL "${pids[i]}"; fi
    done
}

# Dispatchers first: what they have begun needs agents and hubs to be finished.
end_all() {
    trap - EXIT
    trap 'end_at_once' INT TERM HUP
    echo "cluster: ending. Ctrl-C again ends at once." >&2
    local kind
    for kind in dispatcher agent hub consul; do end "$kind"; done
    rm -f "$folder"/*.pid
    echo "cluster: ended." >&2
}

trap 'exit 130' INT TERM HUP
trap 'end_all' EXIT

# Waits until all whose names begin so have said where they are.
await() {
    local i
    for i in "${!pids[@]}"; do
        [[ "${names[i]}" == "$1"* ]] || continue
        until grep -q "$2" "$folder/${names[i]}.log"; do
            is_running "${pids[i]}" || fail "${names[i]} has ended: $(tail -n 5 "$folder/${names[i]}.log")"
            sleep 0.2
        done
    done
}

start consul "$consul" agent -dev -bind=127.0.0.1 -client=127.0.0.1 -log-level=info -http-port="$consul_port" \
    -server-port=$((consul_port + 10)) -serf-lan-port=$((consul_port + 11)) -serf-wan-port=$((consul_port + 12)) \
    -dns-port=-1 -grpc-port=-1
await consul "cluster leadership acquired"

export ENGINEHUB_CONSUL="http://127.0.0.1:$consul_port"
export ENGINEHUB_JAVA_OPTS="${ENGINEHUB_JAVA_OPTS:--Xmx128m -XX:TieredStopAtLevel=1}"

start hub-1 "$enginehub" hub --name hub-1 --port "$port" --store "${store:-sqlite:$folder/hub.db}"
hubs="http://127.0.0.1:$port"
if [[ -n "$store" ]]; then
    start hub-2 "$enginehub" hub --name hub-2 --port $((port + 1)) --store "$store"
    hubs+=",http://127.0.0.1:$((port + 1))"
fi
for n in 1 2; do start "dispatcher-$n" "$enginehub" dispatcher --name "dispatcher-$n" --drain PT10S; done
start agent-tables "$enginehub" agent --name tables --drain PT10S \
    --algorithm table --algorithm transform --algorithm ensemble --algorithm evaluate
for n in 1 2; do
    start "agent-trainer-$n" "$enginehub" agent --name "trainer-$n" --drain PT10S --algorithm trainer
    start "agent-classifier-$n" "$enginehub" agent --name "classifier-$n" --drain PT10S --algorithm classifier
done
await hub "^Hub at "
await dispatcher "^Dispatcher '"
await agent "^Agent '"

cat <<TEXT
The cluster is up, with hubs at $hubs
Consul shows it at http://127.0.0.1:$consul_port/ui
Logs and process ids are in $folder
Ctrl-C ends all of it.
TEXT
wait
