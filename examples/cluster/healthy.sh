#!/usr/bin/env bash
# Whether the role at a port of this machine answers; a hub has to reach its store, too.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/${1:-7700}"
printf 'GET /api/v1/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
# why not 200 alone: dispatchers and agents do not know this path, and say so
((status < 500))
