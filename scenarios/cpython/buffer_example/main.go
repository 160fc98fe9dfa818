// Buffer_example is a Python module, an extension written in Go. It describes the buffer
// of an object and looks at its bytes without a copy.
//
//	go build -buildmode=c-shared -tags cpython -o buffer_example.so ./scenarios/cpython/buffer_example
//	python3 -c 'import buffer_example; print(buffer_example.get_buffer_info(b"abc"))'
//
// It is built against the headers of `pkg-config python3` and links no libpython. So
// one file serves every build of that version, the statically linked ones included. It
// works with CPython 3.8 to 3.13. For another one than pkg-config's, point
// PKG_CONFIG_PATH to the folder of its python3.pc, and name the version in CGO_CFLAGS
// ("-O2 -g -DBUFBENCH_PYTHON=3.13"), because Go's build cache does not notice another
// output of pkg-config. A Python of another version refuses the file by an
// ImportError, and so does a Python without the GIL if the headers are of one with it.
//
// get_buffer_info takes any object with a buffer, a memoryview too, and returns a
// struct sequence of the members of Py_buffer. It has one member more: data is a
// memoryview over the same memory. As long as data or a slice of it exists, the owner
// exists too, and can neither be resized nor closed. The repr is short, whatever the
// size of the data. An object without a buffer is a ValueError, whose cause names its
// type; so is a released memoryview. Any other exception of an exporter is passed on.
//
// Subinterpreters may import it, each has a buffer_info of its own. The Go
// runtime does not survive a fork: in a child that was forked after the import
// the module raises a RuntimeError instead of hanging. Start such processes by
// spawn or forkserver, or import the module in the child alone. A Python without
// the GIL turns it on when it imports the module.
package main

import "os"

// main is what runs if the module was built as a program by mistake.
func main() {
	os.Stderr.WriteString("buffer_example is a Python module; build it by\n" +
		"\tgo build -buildmode=c-shared -tags cpython -o buffer_example.so ./scenarios/cpython/buffer_example\n")
	os.Exit(2)
}
