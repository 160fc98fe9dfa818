//go:build cpython && cgo

#include "py_article_answer.h"

PyObject *bb_article_printed(PyObject *object) { return answer(object); }
