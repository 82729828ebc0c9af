#!/bin/sh
# Makes what the units need on this host: the user, its directory, and systemd's knowledge of the units.
#   prepare-host.sh SYSUSERS_FILE
set -eu
systemd-sysusers "$1"
install -d -o adcast -g adcast -m 750 /var/lib/adcast
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    # A service that runs takes the new program.
    systemctl try-restart adcast.service
fi
