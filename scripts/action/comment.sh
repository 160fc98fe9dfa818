#!/usr/bin/env bash
# Keeps the comment on the pull request up to date. Nothing that goes wrong here
# fails the job: a pull request from a fork has a token that may not write.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

case $AB_COMMENT in
true) ;;
false | '') exit 0 ;;
*)
	unheard printf 'the input comment is %q, neither true nor false: there is no comment\n' "$AB_COMMENT"
	exit 0
	;;
esac
key=${AB_COMMENT_KEY:-${GITHUB_WORKFLOW:-}/${GITHUB_JOB:-}/$AB_DIRECTORY}
printf '%s' "$AB_TOKEN" | unheard "$AB_FOLDER/bin/comment" "-key=$key" "-report=$AB_REPORT" "-event=$GITHUB_EVENT_PATH" \
	"-api=$GITHUB_API_URL" "-repository=$GITHUB_REPOSITORY" "-more=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" ||
	printf 'there is no comment on the pull request; the report stands in the summary of this job\n'
