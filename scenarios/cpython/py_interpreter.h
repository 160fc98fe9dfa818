// Starting the interpreter.
#ifndef BUFBENCH_PY_INTERPRETER_H
#define BUFBENCH_PY_INTERPRETER_H

#include "py_version.h"

// bb_py_library returns the path of the file that holds the loaded libpython,
// or NULL. The text belongs to the dynamic linker.
const char *bb_py_library(void);

// bb_py_start starts the interpreter, isolated from the environment and from
// signals, and frees the GIL. An empty text leaves its setting to Python. It
// returns NULL, or a text to be freed that says why it failed.
char *bb_py_start(const char *home, const char *program);

#endif
