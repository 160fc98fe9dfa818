// The module article: the article's example as functions that Python can call.
// scripts/article builds it, with the sources of scenarios/python beside it.
#include "py_article.h"

static PyObject *printed(PyObject *module, PyObject *object) { return bb_article_printed(object); }
static PyObject *article(PyObject *module, PyObject *object) { return bb_article(object); }
static PyObject *repaired(PyObject *module, PyObject *object) { return bb_repaired(object); }

static PyMethodDef methods[] = {
	{"printed", printed, METH_O, "As printed, without PY_SSIZE_T_CLEAN."},
	{"article", article, METH_O, "With PY_SSIZE_T_CLEAN."},
	{"repaired", repaired, METH_O, "With checks of type and release, as bytes."},
	{NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
	PyModuleDef_HEAD_INIT,
	.m_name = "article",
	.m_methods = methods,
};

PyMODINIT_FUNC PyInit_article(void) { return PyModule_Create(&definition); }
