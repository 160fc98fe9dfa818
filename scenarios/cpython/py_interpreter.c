//go:build cpython && cgo

#include "py_interpreter.h"

#include "py_thread.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature) // clang
#define BB_HAS_ASAN __has_feature(address_sanitizer)
#else
#define BB_HAS_ASAN 0 // gcc defines __SANITIZE_ADDRESS__ instead
#endif

const char *bb_py_library(void) {
	// Note: dlsym, not &Py_GetVersion, which in a program that is not
	// position-independent may be an address in the program itself.
	Dl_info info;
	void *symbol = dlsym(RTLD_DEFAULT, "Py_GetVersion");
	if (symbol == NULL || dladdr(symbol, &info) == 0) {
		return NULL;
	}
	return info.dli_fname;
}

// text returns the status as "function: message", to be freed by the caller.
static char *text(PyStatus status) {
	const char *function = status.func != NULL ? status.func : "initialize";
	const char *message = status.err_msg != NULL ? status.err_msg : "it asked to exit";
	size_t size = strlen(function) + strlen(message) + sizeof ": ";
	char *out = malloc(size);
	if (out == NULL) {
		abort();
	}
	snprintf(out, size, "%s: %s", function, message);
	return out;
}

static PyStatus set(PyConfig *config, wchar_t **field, const char *value) {
	return value[0] == '\0' ? PyStatus_Ok() : PyConfig_SetBytesString(config, field, value);
}

static PyStatus initialize(PyConfig *config, const char *home, const char *program) {
	PyStatus status;
	config->install_signal_handlers = 0; // signals belong to Go
	config->write_bytecode = 0;          // measuring leaves no files behind
	if (PyStatus_Exception(status = set(config, &config->home, home)) ||
	    PyStatus_Exception(status = set(config, &config->program_name, program)) ||
	    PyStatus_Exception(status = set(config, &config->executable, program))) {
		return status;
	}
	return Py_InitializeFromConfig(config);
}

// prepare chooses what must be known before anything is allocated.
static PyStatus prepare(void) {
	PyPreConfig config;
	PyPreConfig_InitIsolatedConfig(&config);
	config.utf8_mode = 1; // paths mean the same whatever the locale
#if defined(__SANITIZE_ADDRESS__) || BB_HAS_ASAN
	// The address sanitizer sees malloc, not the pools of Python's allocator;
	// PYTHONMALLOC, as the rest of the environment, is not read.
	config.allocator = PYMEM_ALLOCATOR_MALLOC;
#endif
	return Py_PreInitialize(&config);
}

char *bb_py_start(const char *home, const char *program) {
	PyStatus status = prepare();
	if (PyStatus_Exception(status)) {
		return text(status);
	}
	PyConfig config;
	PyConfig_InitIsolatedConfig(&config);
	status = initialize(&config, home, program);
	PyConfig_Clear(&config);
	if (PyStatus_Exception(status)) {
		return text(status);
	}
	bb_py_thread_adopt();
	PyEval_SaveThread();
	return NULL;
}
