# shellcheck shell=bash
# What run.sh and test.sh share: finding and installing what is missing, and
# the build settings. It is sourced, never run. The caller sets root.

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# as_root runs a command with the rights to install packages, or fails.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif have sudo && sudo -n true 2>/dev/null; then
		sudo "$@"
	else
		return 1
	fi
}

# missing_packages prints the Debian packages that this machine lacks.
missing_packages() {
	have gcc || echo gcc libc6-dev
	have pkg-config || echo pkg-config
	has_library zlib || echo zlib1g-dev
	has_library openblas || echo libopenblas-dev
	[ -z "${testing:-}" ] || have git || echo git
	[ -z "${testing:-}" ] || have valgrind || echo valgrind
	[ -z "${testing:-}" ] || has_browser || echo chromium
	[ -z "${testing:-}" ] || has_postgres || echo postgresql
	[ -z "${BUFBENCH_PYTHON:-}" ] || return 0 # not the distribution's to complete
	has_python || echo python3-dev
	has_numpy || echo python3-numpy
}

# has_browser finds a browser that draws pages without a screen.
has_browser() { have chromium || have chromium-browser || have google-chrome; }
# has_postgres finds the programs of a PostgreSQL server, which Debian keeps off PATH.
has_postgres() { have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_library() { have pkg-config && pkg-config --exists "$1"; }
has_clibs() { has_library zlib && has_library openblas; }
has_python() { [ -z "${unfit:-}" ] && has_library python3-embed; }

# unfit_python prints why the Python $1 cannot be embedded, and what to do; nothing
# if it can.
unfit_python() {
	"$1" -c '
import sys, sysconfig
get = sysconfig.get_config_var
if sys.version_info < (3, 8):
    why = "it is older than 3.8; name a newer one, or none for that of the system"
elif sys.maxsize < 2**32:
    why = "it has pointers of 32 bits; name one of 64, or none for that of the system"
elif get("Py_GIL_DISABLED"):
    why = "it has no GIL; name one that has, or none for that of the system"
elif not get("Py_ENABLE_SHARED"):
    why = ("it has no shared library; install one that has: "
           "PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install -f %d.%d.%d" % sys.version_info[:3])
else:
    why = ""
sys.stdout.write(why)'
}

# has_numpy asks the Python that will be embedded, not the one on PATH.
has_numpy() { has_python && "$(embedded_python)" -c 'import numpy' >/dev/null 2>&1; }

# embedded_python is the interpreter beside the library of pkg-config.
embedded_python() {
	if [ -n "${BUFBENCH_PYTHON:-}" ]; then
		echo "$BUFBENCH_PYTHON"
		return
	fi
	echo "$(pkg-config --variable=exec_prefix python3-embed)/bin/python$(pkg-config --modversion python3-embed)"
}

# choose_python makes pkg-config describe the Python of BUFBENCH_PYTHON. If that
# cannot be embedded it sets unfit to the reason, and everything but CPython goes on.
choose_python() {
	[ -n "${BUFBENCH_PYTHON:-}" ] || return 0
	local folder
	unfit=$(unfit_python "$BUFBENCH_PYTHON") || {
		say "BUFBENCH_PYTHON=$BUFBENCH_PYTHON does not run"
		return 1
	}
	if [ -n "$unfit" ]; then
		say "setup: CPython is left out: BUFBENCH_PYTHON=$BUFBENCH_PYTHON: $unfit"
		return 0
	fi
	folder=$("$BUFBENCH_PYTHON" -c 'import sysconfig; print(sysconfig.get_config_var("LIBPC"))')
	[ -e "$folder/python3-embed.pc" ] || {
		unfit="it has no python3-embed.pc in $folder; install its development files"
		say "setup: CPython is left out: BUFBENCH_PYTHON=$BUFBENCH_PYTHON: $unfit"
		return 0
	}
	export PKG_CONFIG_PATH="$folder${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
	# Such a Python's library is often in no place where the loader looks.
	export CGO_LDFLAGS="${CGO_LDFLAGS:--O2 -g} -Wl,-rpath,$(pkg-config --variable=libdir python3-embed)"
}

# install_missing installs what is missing, or says what goes without it.
install_missing() {
	local packages
	packages=$(missing_packages | tr '\n' ' ')
	[ -n "${packages// /}" ] || return 0
	say "setup: installing ${packages% }"
	# shellcheck disable=SC2086 # a list of words
	if have apt-get && as_root apt-get update -qq >/dev/null &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null; then
		return 0
	fi
	say "setup: could not install ${packages% }; the scenarios that need them are left out"
	say "setup: on Debian or Ubuntu, try: sudo apt-get install $packages"
}

# build_settings sets GOEXPERIMENT, CGO_ENABLED, CGO_CFLAGS and the array tags
# for what this machine has. Nothing is written to go env.
build_settings() {
	tags=()
	if [ "$(go env GOARCH)" = amd64 ]; then
		export GOEXPERIMENT="${GOEXPERIMENT:+$GOEXPERIMENT,}simd"
	fi
	if [ "${CGO_ENABLED:-1}" = 0 ] || ! have gcc; then
		export CGO_ENABLED=0
		say "setup: without cgo (no gcc, or CGO_ENABLED=0): pure Go scenarios only"
		return 0
	fi
	export CGO_ENABLED=1
	local with=""
	if has_clibs; then with=,clibs; fi
	if has_python; then
		with=$with,cpython
		# The version is part of the flags, because Go's build cache does not
		# look at what pkg-config prints.
		export CGO_CFLAGS="${CGO_CFLAGS:--O2 -g} -DBUFBENCH_PYTHON=$(pkg-config --modversion python3-embed)"
	fi
	[ -z "$with" ] || tags=(-tags "${with#,}")
}

# prepare is all of the above.
prepare() {
	have go || {
		say "setup: there is no Go on PATH; see https://go.dev/doc/install"
		return 3
	}
	choose_python
	install_missing
	build_settings
}
