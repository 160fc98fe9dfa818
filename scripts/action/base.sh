#!/usr/bin/env bash
# Finds the revision to compare with, and fetches both where the clone lacks them.
# What cannot be fetched is left for bufbench to explain.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

# default_base prints what the event says to compare with.
default_base() {
	local parents=
	if [ -n "$EVENT_PULL_BASE" ]; then
		# The event's base may be older than what the pull request was merged into
		# to be checked out: then others' changes would be taken for its own.
		[ -n "$AB_HEAD" ] || parents=$(git cat-file commit HEAD 2>/dev/null | sed -n '1,/^$/s/^parent //p') || parents=
		case $parents in
		*$'\n'"$EVENT_PULL_HEAD") printf '%s' "${parents%%$'\n'*}" ;;
		*) printf '%s' "$EVENT_PULL_BASE" ;;
		esac
	elif [ -n "$EVENT_GROUP_BASE" ]; then
		printf '%s' "$EVENT_GROUP_BASE"
	elif [ -n "${EVENT_BEFORE//0/}" ]; then # a branch that begins has zeros
		printf '%s' "$EVENT_BEFORE"
	else
		printf 'HEAD~1'
	fi
}

# known reports whether the repository has a commit of the name $1.
known() { git rev-parse --verify --quiet --end-of-options "$1^{commit}" >/dev/null 2>&1; }

# fetch fetches the refspec $2 at the depth $1. A clone that has all of its history
# is given no depth, by which it would lose it.
fetch() {
	local depth=
	[ "$(git rev-parse --is-shallow-repository)" = false ] || depth=--depth=$1
	unheard git fetch --no-tags --no-recurse-submodules ${depth:+"$depth"} -- origin "$2"
}

# obtain fetches what $1 names, and sets found to the name that git knows it by.
obtain() {
	local name
	if [[ $1 =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]]; then
		fetch 1 "$1"
		return
	fi
	if [[ $1 =~ ^HEAD~([0-9]{1,4})$ ]]; then
		fetch $((10#${BASH_REMATCH[1]} + 1)) "$(git rev-parse HEAD)"
		return
	fi
	name=${1#refs/heads/}
	name=${name#refs/remotes/}
	name=${name#origin/}
	name=${name#refs/tags/}
	git check-ref-format "refs/heads/$name" || return
	if fetch 1 "+refs/heads/$name:refs/remotes/origin/$name"; then
		found=refs/remotes/origin/$name
	elif fetch 1 "+refs/tags/$name:refs/tags/$name"; then
		found=refs/tags/$name
	else
		return 1
	fi
}

# locate sets found to what git knows $1 by, fetched if need be.
locate() {
	found=$1
	if [ -z "$1" ] || known "$1"; then return; fi
	obtain "$1" || unheard printf 'the revision %q could not be fetched\n' "$1"
}

base=$AB_BASE
head=$AB_HEAD
if enter && git rev-parse --git-dir >/dev/null 2>&1; then
	locate "${base:-$(default_base)}"
	base=$found
	locate "$head"
	head=$found
fi
output base "$base"
output head "$head"
