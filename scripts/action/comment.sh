#!/usr/bin/env bash
# Keeps the comment on the pull request up to date. Nothing that goes wrong here
# fails the job: a pull request from a fork has a token that may not write.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

token=$AB_TOKEN
unset AB_TOKEN # the report is a file of strangers: no program that reads it has the token in its environment
printf '%s' "$token" | unheard "$AB_FOLDER/bin/comment" "-key=$AB_KEY" "-report=$AB_REPORT" "-event=$GITHUB_EVENT_PATH" \
	"-api=$GITHUB_API_URL" "-repository=$GITHUB_REPOSITORY" "-more=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/${EVENT_RUN:-$GITHUB_RUN_ID}" ||
	printf 'there is no comment on the pull request; the report stands in the summary of the job that measured\n'
