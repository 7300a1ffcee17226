#!/bin/sh
# The reports of both examples, full and redacted, in Swedish, in every format. They are made anew and not kept here.
#
#   examples/reports.sh OUT
#
# Without the extra `pdf` or `geo`, leave out the file that needs it.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 OUT" >&2; exit 2; }
out=$1

report() {  # NAME EDITION SITES [OPTION...]
    name=$1 edition=$2
    shift 2
    mkdir -p "$out/$name"
    vasterviksmodell report "$@" --quiet --lang sv --edition "$edition" --date 2026-11-29 --reference "KS 2026/123" \
        --output "$out/$name/$edition.html" --output "$out/$name/$edition.pdf" --output "$out/$name/$edition.xlsx" \
        --output "$out/$name/$edition.md" --output "$out/$name/$edition.geojson" --output "$out/$name/$edition.gpkg"
    echo "$name: $edition edition written"
}

for edition in full redacted; do
    report exempelkommun "$edition" examples/exempelkommun/orter.csv --actions examples/exempelkommun/actions.yaml
    report vastervik "$edition" examples/vastervik/sites.csv
done
