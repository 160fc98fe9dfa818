//go:build cpython && cgo

#include "py_export.h"

#include "_cgo_export.h"
#include "py_enter.h"

#include <string.h>

typedef struct {
	PyObject_VAR_HEAD
	int open;           // to further exports; not in an object that Python made by itself
	Py_ssize_t exports; // how many are open
	uintptr_t go;       // what Go is told when the object goes; 0: it knows
	bb_py_lent memory;
	Py_ssize_t room[]; // shape, strides, suboffsets, and then the format
} export_t;

// gone tells Go that the memory is not needed any more. What Go runs then may
// call Python, and objects also end while an exception is on its way.
static void gone(export_t *e) {
	bb_py_aside aside = bb_py_set_aside();
	bbPyGone(e->go);
	bb_py_put_back(aside);
}

static int asks(int flags, int what) { return (flags & what) == what; }

// describe fills in view with all that there is.
static void describe(export_t *e, Py_buffer *view) {
	static char nothing; // where no bytes are: NULL is no address to consumers
	bb_py_lent *m = &e->memory;
	int dims = m->ndim > 0; // without dimensions there are no arrays of them
	view->obj = NULL;
	view->buf = m->size > 0 ? (void *)m->start : &nothing;
	view->len = m->size;
	view->itemsize = m->itemsize;
	view->readonly = m->readonly;
	view->ndim = m->ndim;
	view->format = (char *)(e->room + 3 * m->ndim);
	view->shape = dims ? e->room : NULL;
	view->strides = dims ? e->room + m->ndim : NULL;
	view->suboffsets = dims && m->indirect ? e->room + 2 * m->ndim : NULL;
	view->internal = NULL;
}

// refusal says why the memory that view describes cannot be had with flags, or
// NULL.
static const char *refusal(const Py_buffer *view, int flags) {
	if (asks(flags, PyBUF_WRITABLE) && view->readonly) {
		return "it is read-only";
	}
	if (view->suboffsets != NULL && !asks(flags, PyBUF_INDIRECT)) {
		return "it is reached through pointers, and suboffsets were not asked for";
	}
	int c = PyBuffer_IsContiguous(view, 'C');
	if (asks(flags, PyBUF_C_CONTIGUOUS) && !c) {
		return "it is not C-contiguous";
	}
	if (asks(flags, PyBUF_F_CONTIGUOUS) && !PyBuffer_IsContiguous(view, 'F')) {
		return "it is not Fortran-contiguous";
	}
	if (asks(flags, PyBUF_ANY_CONTIGUOUS) && !PyBuffer_IsContiguous(view, 'A')) {
		return "it is not contiguous";
	}
	if (!asks(flags, PyBUF_STRIDES) && !c) {
		return "it is not C-contiguous, and strides were not asked for";
	}
	if (!asks(flags, PyBUF_ND) && asks(flags, PyBUF_FORMAT) && strcmp(view->format, "B") != 0) {
		return "its items are not bytes, and no shape was asked for with their format";
	}
	return NULL;
}

// limit takes out of view what was not asked for.
static void limit(Py_buffer *view, int flags) {
	if (!asks(flags, PyBUF_FORMAT)) {
		view->format = NULL;
	}
	if (!asks(flags, PyBUF_INDIRECT)) {
		view->suboffsets = NULL;
	}
	if (!asks(flags, PyBUF_STRIDES)) {
		view->strides = NULL;
	}
	if (!asks(flags, PyBUF_ND)) {
		view->shape = NULL;
		view->ndim = 1; // of bytes
	}
}

static int get_buffer(PyObject *self, Py_buffer *view, int flags) {
	export_t *e = (export_t *)self;
	if (!e->open) {
		view->obj = NULL;
		PyErr_SetString(PyExc_BufferError, "Go memory: it is closed to further views");
		return -1;
	}
	describe(e, view);
	const char *why = refusal(view, flags);
	if (why != NULL) {
		PyErr_Format(PyExc_BufferError, "Go memory: %s", why);
		return -1;
	}
	limit(view, flags);
	Py_INCREF(self);
	view->obj = self;
	e->exports++;
	return 0;
}

static void release_buffer(PyObject *self, Py_buffer *view) {
	export_t *e = (export_t *)self;
	(void)view; // it points into the object, which the caller still holds
	e->exports--;
}

// deallocate lets the memory go, and nothing else does. The last buffer is too
// early: numpy.ndarray(buffer=object) gives its buffer back, goes on to use the
// address, and keeps the object alive instead.
static void deallocate(PyObject *self) {
	export_t *e = (export_t *)self;
	PyTypeObject *type = Py_TYPE(self);
	if (e->go != 0) {
		gone(e);
	}
	PyObject_Free(self);
	Py_DECREF(type); // each object of a heap type keeps it
}

// new_type makes the type. Python code gets no objects of it but Go's.
static PyObject *new_type(void) {
	static PyType_Slot slots[] = {
		{Py_tp_dealloc, deallocate},
		{Py_tp_doc, "Memory of a Go program. It is exported as long as Go keeps it open."},
		{0, NULL},
	};
	static PyType_Spec spec = {"bufbench.GoMemory", sizeof(export_t), sizeof(Py_ssize_t), Py_TPFLAGS_DEFAULT, slots};
	PyObject *type = PyType_FromSpec(&spec);
	if (type != NULL) {
		// Note: set here and not in slots, where 3.8 does not take them.
		PyTypeObject *t = (PyTypeObject *)type;
		t->tp_as_buffer->bf_getbuffer = get_buffer;
		t->tp_as_buffer->bf_releasebuffer = release_buffer;
		t->tp_new = NULL;
		PyType_Modified(t);
	}
	return type;
}

// make makes an object of memory whose dimensions and format are still missing.
static export_t *make(const bb_py_lent *memory, size_t length) {
	static PyObject *type; // kept for good; the GIL guards it
	if (type == NULL && (type = new_type()) == NULL) {
		return NULL;
	}
	Py_ssize_t room = 3 * memory->ndim + (Py_ssize_t)(length / sizeof(Py_ssize_t)) + 1;
	export_t *e = PyObject_NewVar(export_t, (PyTypeObject *)type, room);
	if (e != NULL) {
		e->memory = *memory;
		e->exports = 0;
		e->open = 1;
	}
	return e;
}

PyObject *bb_py_export_new(bb_py_lent memory, const Py_ssize_t *dims, const char *format, size_t length, uintptr_t go) {
	int how = bb_py_in();
	if (how == BB_PY_CROWD) {
		return NULL;
	}
	export_t *e = make(&memory, length);
	if (e != NULL) {
		e->go = go;
		for (int i = 0; i < memory.ndim; i++) {
			for (int k = 0; k < 3; k++) {
				e->room[k * memory.ndim + i] = dims[3 * i + k];
			}
		}
		char *text = (char *)(e->room + 3 * memory.ndim);
		memcpy(text, format, length);
		text[length] = '\0';
	} else if (how == BB_PY_TOOK) {
		PyErr_Clear(); // the caller comes again, and then sees it
	}
	bb_py_out(how);
	return (PyObject *)e;
}

bb_py_left bb_py_export_end(uintptr_t export) {
	export_t *e = (export_t *)export;
	bb_py_left left = {-1, 0};
	int how = bb_py_in();
	if (how == BB_PY_CROWD) {
		return left;
	}
	e->open = 0;
	left.references = Py_REFCNT(e) - 1;
	left.exports = e->exports;
	if (left.references == 0) {
		e->go = 0;
	}
	Py_DECREF(e);
	bb_py_out(how);
	return left;
}

Py_ssize_t bb_py_export_count(PyObject *export) { return ((export_t *)export)->exports; }
