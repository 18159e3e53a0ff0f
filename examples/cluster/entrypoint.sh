#!/usr/bin/env bash
# What a container runs. A role listens to its network, and others reach it by the address that it has there.
set -euo pipefail

case "${1:-}" in
    standalone | hub | dispatcher | agent)
        role="$1"
        shift
        addresses="$(hostname -i)"
        set -- "$role" --host 0.0.0.0 --advertise "${addresses%% *}" --port 7700 "$@"
        ;;
esac

# Three quarters of the container's memory are heap; one that is too small ends the container, which is started again.
# shellcheck disable=SC2086 # several options may stand in the variable
exec java -XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -Xshare:auto ${ENGINEHUB_JAVA_OPTS:-} \
    -jar /opt/enginehub/enginehub.jar "$@"
