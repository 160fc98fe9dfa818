// A module whose exporter does not look at what it is asked, as much C code does.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
	PyObject_HEAD
	int filled;   // strides are filled in, whatever was asked for
	int readonly; // as it says, whatever was asked for
	Py_ssize_t start, suboffset, shape[2], strides[2], suboffsets[2];
	float items[6];
} exporter;

static int get_buffer(PyObject *self, Py_buffer *view, int flags) {
	exporter *e = (exporter *)self;
	int strides = e->filled || (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
	view->obj = self;
	Py_INCREF(self);
	view->buf = (char *)e->items + e->start;
	view->len = sizeof e->items;
	view->itemsize = sizeof e->items[0];
	view->readonly = e->readonly;
	view->format = (flags & PyBUF_FORMAT) ? "f" : NULL;
	view->ndim = strides && e->shape[1] >= 0 ? 2 : 1;
	view->shape = strides ? e->shape : NULL;
	view->strides = strides ? e->strides : NULL;
	view->suboffsets = e->suboffset >= 0 ? e->suboffsets : NULL;
	view->internal = NULL;
	return 0;
}

static PyBufferProcs buffer = {get_buffer, NULL};

static PyTypeObject type = {
	PyVarObject_HEAD_INIT(NULL, 0).tp_name = "ignoring.Exporter",
	.tp_basicsize = sizeof(exporter),
	.tp_flags = Py_TPFLAGS_DEFAULT,
	.tp_as_buffer = &buffer,
};

// make(filled, readonly, start, shape, strides, suboffset): of one dimension if the second
// number of shape is negative
static PyObject *make(PyObject *module, PyObject *arguments) {
	exporter *e = PyObject_New(exporter, &type);
	(void)module;
	if (e == NULL ||
	    !PyArg_ParseTuple(arguments, "iin(nn)(nn)n", &e->filled, &e->readonly, &e->start, &e->shape[0], &e->shape[1],
	                      &e->strides[0], &e->strides[1], &e->suboffset)) {
		return NULL;
	}
	e->suboffsets[0] = e->suboffset;
	e->suboffsets[1] = -1;
	for (int i = 0; i < 6; i++) {
		e->items[i] = i;
	}
	return (PyObject *)e;
}

static PyMethodDef methods[] = {{"make", make, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "ignoring", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_ignoring(void) { return PyType_Ready(&type) == 0 ? PyModule_Create(&module) : NULL; }
