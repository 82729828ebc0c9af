#!/bin/sh
# Lists whom to offer a rewarded task: advertisers whose next week looks inactive, by their expected GMV, as a table of
# advertiser, scenario, active days and GMV.
#   usage: rewarded-task.sh [SERVICE [COUNT [DAYS]]]     with a token of the role "bulk" in ADCAST_TOKEN where one is needed
set -eu
service=${1:-http://127.0.0.1:8080} count=${2:-20} days=${3:-2}

# The token goes in by standard input, so that no list of processes shows it.
printf '%s' "${ADCAST_TOKEN:+header = \"Authorization: Bearer $ADCAST_TOKEN\"}" |
    curl --config - --silent --show-error --fail-with-body \
        --header 'Accept: text/csv' --header 'Content-Type: application/json' --data '{
            "all": true, "tasks": ["active_days", "gmv"],
            "where": {"task": "active_days", "field": "point", "below": '"$days"'},
            "order_by": {"task": "gmv", "field": "mean", "descending": true}, "limit": '"$count"'
        }' "$service/predict/bulk" |
    awk -F, -v OFS='\t' '
        NR == 1 { columns = NF }
        $1 != "end" && NF != columns { fault = "a name holds a comma or a line break; read application/x-ndjson"; exit }
        $4 == "active_days" { active = $9 }
        $4 == "gmv" { print $2, $3, active, $8 }
        $1 == "end" { complete = ($3 == 0) }
        END {
            if (!fault && !complete) fault = "the list is not complete"
            if (fault) { print fault > "/dev/stderr"; exit 1 }
        }'
