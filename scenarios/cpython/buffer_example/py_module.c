//go:build cpython && cgo

#include "py_module.h"

#include <pthread.h>

#include "_cgo_export.h"

// forked is set in a child of fork. Go's other threads are not there, and Go
// would wait for them.
static int forked;

static void in_child(void) { forked = 1; }

__attribute__((constructor)) static void watch_forks(void) { pthread_atfork(NULL, NULL, in_child); }

// lost raises an exception if Go cannot run in this process.
static int lost(void) {
	if (forked) {
		PyErr_SetString(PyExc_RuntimeError,
		                "buffer_example: its Go runtime does not survive a fork; start the process by spawn or forkserver, "
		                "or import buffer_example in the child alone");
	}
	return forked;
}

static PyObject *get_buffer_info(PyObject *module, PyObject *object) {
	return lost() ? NULL : bufferExampleInfo(PyModule_GetState(module), object);
}

static int execute(PyObject *module) { return lost() ? -1 : bufferExampleExecute(module, PyModule_GetState(module)); }

PyDoc_STRVAR(module_doc,
             "What the buffer of an object is, and its bytes without a copy.\n\n"
             "get_buffer_info(obj) takes whatever supports the buffer protocol: bytes,\n"
             "bytearray, memoryview, array.array, mmap, ctypes and numpy arrays, and objects\n"
             "with __buffer__.");

PyDoc_STRVAR(get_buffer_info_doc,
             "get_buffer_info($module, obj, /)\n--\n\n"
             "Return a buffer_info of obj: the members of its Py_buffer and, as data, a\n"
             "memoryview over the same memory. Nothing is copied.\n\n"
             "As long as data or a slice of it lives, obj's owner lives too and can be\n"
             "neither resized nor closed; data.release() ends that earlier.\n\n"
             "ValueError: obj has no buffer, or is a released memoryview.");

static PyMethodDef methods[] = {
	{"get_buffer_info", get_buffer_info, METH_O, get_buffer_info_doc},
	{NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(info_doc,
             "The buffer of an object: the members of Py_buffer in their order and, beside\n"
             "them, data.");

static PyStructSequence_Field fields[] = {
	[bb_buf] = {"buf", "address of the first item"},
	[bb_obj] = {"obj", "the object that owns the memory; None if there is none"},
	[bb_len] = {"len", "bytes of all items together, contiguous or not"},
	[bb_itemsize] = {"itemsize", "bytes of an item"},
	[bb_readonly] = {"readonly", "whether the memory must not be written to"},
	[bb_ndim] = {"ndim", "number of dimensions, 0 for a scalar"},
	[bb_format] = {"format", "an item in the notation of the module struct"},
	[bb_shape] = {"shape", "items along each dimension"},
	[bb_strides] = {"strides", "bytes from an item to the next along each dimension"},
	[bb_suboffsets] = {"suboffsets", "bytes to add behind a pointer to follow, along each dimension; () if there is none"},
	[bb_data] = {"data", "a memoryview over the memory"},
	{NULL, NULL},
};

// represent is the repr of a buffer_info. That of a struct sequence would print
// obj, which may be all of the bytes, and more than once.
static PyObject *represent(PyObject *info, PyObject *unused) {
	(void)unused;
	PyObject *start = bb_start(PyStructSequence_GetItem(info, bb_data));
	if (start == NULL) {
		return NULL;
	}
	PyObject *text = PyUnicode_FromFormat("buffer_example.buffer_info(obj=<%.100s>, format=%.100R, shape=%.500R, len=%.50R, data=%U)",
	                                      Py_TYPE(PyStructSequence_GetItem(info, bb_obj))->tp_name,
	                                      PyStructSequence_GetItem(info, bb_format), PyStructSequence_GetItem(info, bb_shape),
	                                      PyStructSequence_GetItem(info, bb_len), start);
	Py_DECREF(start);
	return text;
}

static PyMethodDef representation = {"__repr__", represent, METH_NOARGS, NULL};

int bb_short(PyTypeObject *type) {
	PyObject *method = PyDescr_NewMethod(type, &representation);
	if (method == NULL) {
		return -1;
	}
	int failed = PyObject_SetAttrString((PyObject *)type, "__repr__", method);
	Py_DECREF(method);
	return failed;
}

PyStructSequence_Desc bb_info = {"buffer_example.buffer_info", info_doc, fields, bb_data};

static int traverse(PyObject *module, visitproc visit, void *arg) {
	bb_state *state = PyModule_GetState(module);
	if (state != NULL) { // 3.8 visits before there is one
		Py_VISIT(state->info);
	}
	return 0;
}

static int clear(PyObject *module) {
	bb_state *state = PyModule_GetState(module);
	if (state != NULL) {
		Py_CLEAR(state->info);
	}
	return 0;
}

static void release(void *module) { clear(module); }

static PyModuleDef_Slot slots[] = {
	{Py_mod_exec, execute},
#ifdef Py_mod_multiple_interpreters // 3.12: nothing is shared but constants
	{Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
	{0, NULL},
};

static PyModuleDef definition = {
	PyModuleDef_HEAD_INIT,
	.m_name = "buffer_example",
	.m_doc = module_doc,
	.m_size = sizeof(bb_state),
	.m_methods = methods,
	.m_slots = slots,
	.m_traverse = traverse,
	.m_clear = clear,
	.m_free = release,
};

// other is whether this Python is not of the version and kind that the module was
// built for. What was compiled for one harms another: from 3.12 on, None's
// references are not counted, and without the GIL objects look otherwise.
static int other(const char *running) {
	char built[sizeof "4294967295.4294967295."];
	size_t n = snprintf(built, sizeof built, "%d.%d", PY_MAJOR_VERSION, PY_MINOR_VERSION);
	int same = strncmp(running, built, n) == 0 && (running[n] < '0' || running[n] > '9');
#ifdef Py_GIL_DISABLED
	return !same || strstr(running, "free-threading") == NULL;
#else
	return !same || strstr(running, "free-threading") != NULL;
#endif
}

PyMODINIT_FUNC PyInit_buffer_example(void) {
	const char *running = Py_GetVersion();
	if (other(running)) {
		PyErr_Format(PyExc_ImportError,
		             "buffer_example was built for Python %d.%d and this is %s; build it for this one, as its package comment says",
		             PY_MAJOR_VERSION, PY_MINOR_VERSION, running);
		return NULL;
	}
	return PyModuleDef_Init(&definition);
}
