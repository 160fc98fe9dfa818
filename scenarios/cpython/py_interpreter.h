// Starting the interpreter and holding its lock.
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

// bb_py_enter takes the GIL for the calling thread and returns what
// bb_py_leave needs, on the same thread, to give it back. Pairs may be nested.
// Releases that were queued are made.
int bb_py_enter(void);
void bb_py_leave(int held);

// bb_py_inside is how many threads are between the two; more than one while
// Python code gives the GIL away in between.
extern volatile int32_t bb_py_inside;

// bb_py_without says of the calling thread whether it lacks the GIL.
enum { BB_PY_WITH_GIL, BB_PY_NO_GIL, BB_PY_OTHER_HAS_GIL };
int bb_py_without(void);

#endif
