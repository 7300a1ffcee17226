#!/bin/sh
# A batch run: check every file, rank those that are in order, and collect the first three of each.
#
#   examples/pipeline.sh OUT FILE...
#
# Exit codes of vasterviksmodell: 0 fine, 1 the content has findings, 2 it could not run.
set -eu

[ $# -ge 2 ] || { echo "usage: $0 OUT FILE..." >&2; exit 2; }
out=$1
shift
mkdir -p "$out"
failed=0

for file in "$@"; do
    name=$(printf %s "${file%.*}" | tr / -)
    if vasterviksmodell check --quiet --format json "$file" > "$out/$name.findings.json"; then
        vasterviksmodell score --quiet "$file" --output "$out/$name.ranking.json"
        vasterviksmodell score --quiet "$file" --format tsv --top 3 | cut -f 1-4 > "$out/$name.first.tsv"
        echo "$name: ranked"
    else
        echo "$name: has findings, see $out/$name.findings.json"
        failed=1
    fi
done

# the same from a pipe, one qualified site at a time
cat "$1" | vasterviksmodell score --quiet - --qualified-only --format jsonl | head -n 1 > "$out/best.jsonl"
exit $failed
