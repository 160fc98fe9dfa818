#!/usr/bin/env bash
# Writes the pages of all reference runs into a folder, one per machine and one with a
# column for each, with an index:
#
#	./scripts/pages.sh FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
site=${1:?the folder to write into}
mkdir -p "$site"
go build -C "$root" -o "$site/.bufbench" ./cmd/bufbench
{
	printf '<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
	printf '<title>bufbench: copy or view?</title>\n<h1>Copy or view? One page per machine</h1>\n<ul>\n'
	for file in "$root"/results/*/reference.txt.gz; do
		machine=$(basename "$(dirname "$file")")
		"$site/.bufbench" show "$file" -o "$site/$machine.html" >/dev/null
		printf '<li><a href="%s.html">%s</a></li>\n' "$machine" "$machine"
	done
	"$site/.bufbench" show "$root"/results/*/reference.txt.gz -o "$site/all.html" >/dev/null
	printf '<li><a href="all.html">all machines, side by side</a></li>\n'
	printf '</ul></html>\n'
} >"$site/index.html"
rm "$site/.bufbench"
