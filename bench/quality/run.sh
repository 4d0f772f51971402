#!/bin/sh
# Scans every labelled set in a folder, and a planted corpus, and prints the tables as Markdown.
#
#   bench/quality/run.sh NEWSPRINT DATA_DIR [ORIGINALS COPIES [BASE]]
#
# NEWSPRINT is the program; newsprint-generate stands beside it. In DATA_DIR, NAME.jsonl or
# NAME.jsonl.zst with NAME.pairs.tsv is scored by pairs, families*.jsonl by families, any other set
# by the weakest edge of its largest families. The planted corpus has 8000 originals and 2000 copies
# of BASE (default: the families of corpus/). Relations stay in the folder that is named at the end.
# Status 1 when a scan fails or a figure of corpus/ is outside floors.tsv.
set -eu
if [ $# -lt 2 ]; then
  sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
newsprint=$1
data=$2
originals=${3:-8000}
copies=${4:-2000}
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(cd "$here/../../corpus" && pwd)
base=${5:-$corpus/families.jsonl}
out=$(mktemp -d)
failed=0

# scan NAME FILE: relations to $out/NAME.relations.jsonl, time and peak memory under a heading.
scan() {
  printf '\n## %s\n' "$1"
  set -- "$1" "$newsprint" scan "$2" --also quotes,template --format jsonl --quiet -o "$out/$1.relations.jsonl"
  name=$1
  shift
  status=0
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -o "$out/time" -f '%e s, peak %M KB' "$@" || status=$?
    printf '\n%s\n' "$(tail -n 1 "$out/time")"
  else
    "$@" || status=$?
  fi
  if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then
    printf '\nscan of %s failed with status %s\n' "$name" "$status"
    return 1
  fi
}

quality() {
  verb=$1
  name=$2
  shift 2
  python3 "$here/quality.py" "$verb" --relations "$out/$name.relations.jsonl" "$@"
}

for file in "$corpus/families.jsonl" "$data"/*.jsonl "$data"/*.jsonl.zst; do
  [ -e "$file" ] || continue
  name=$(basename "$file" .zst)
  name=${name%.jsonl}
  scan "$name" "$file" || { failed=1; continue; }
  case $file in
    "$corpus"/*) quality families "$name" --families "$file" --floors "$here/floors.tsv" || failed=1 ;;
    */families*.jsonl) quality families "$name" --families "$file" ;;
  esac
  if [ -e "$data/$name.pairs.tsv" ]; then
    quality pairs "$name" --pairs "$data/$name.pairs.tsv"
  fi
  quality weakest "$name"
done

"$(dirname "$newsprint")/newsprint-generate" --base "$base" --articles "$originals" --copies "$copies" \
  --rewrites "$((copies / 10))" --output "$out/planted.jsonl" --truth "$out/planted.truth.jsonl"
if scan planted "$out/planted.jsonl"; then
  quality planted planted --truth "$out/planted.truth.jsonl"
else
  failed=1
fi
if "$newsprint" dedup "$out/planted.jsonl" --quiet -o "$out/kept.jsonl" --dropped "$out/dropped.tsv"; then
  python3 "$here/quality.py" dedup --dropped "$out/dropped.tsv" --truth "$out/planted.truth.jsonl"
else
  failed=1
fi
printf '\nRelations: %s\n' "$out"
exit "$failed"
