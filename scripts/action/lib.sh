# shellcheck shell=bash
# What the steps of the action share. It is sourced, never run. The bash of macOS
# is 3.2, which has no mapfile and takes an empty array for an unset variable.

# random prints 32 digits that no output can contain by intent.
random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# output sets output $1 of the step to $2, whatever lines that has. Who sets end to
# something random before needs no other program for it.
output() {
	local end=${end:-$(random)}
	printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

# unheard runs a command while the runner takes no command from what is printed:
# benchmarks, compilers and git repeat what a pull request says.
unheard() {
	local token code=0
	token=$(random)
	printf '::stop-commands::%s\n' "$token"
	"$@" 2>&1 || code=$?
	printf '\n::%s::\n' "$token"
	return "$code"
}

# annotate makes an annotation of the text $1.
annotate() {
	local text=$1
	text=${text//'%'/'%25'}
	text=${text//$'\r'/'%0D'}
	text=${text//$'\n'/'%0A'}
	printf '::error title=bufbench ab%%3A failed::%s\n' "$text"
}

# git fetches and answers without a program of the repository's configuration. The
# settings are the first of those in internal/host/git, whose others keep git from
# fetching.
git() {
	GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 command git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c gc.auto=0 -c safe.bareRepository=explicit "$@"
}

# enter goes to the folder in which bufbench is to run.
enter() {
	unset CDPATH
	case $AB_DIRECTORY in
	-*) cd "./$AB_DIRECTORY" || return ;;
	*) cd "$AB_DIRECTORY" || return ;;
	esac
}
