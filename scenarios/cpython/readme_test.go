//go:build cpython && cgo

package cpython_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// shown are the functions whose bodies README.md shows, with what they print.
var shown = []struct {
	name string
	run  func(io.Writer, *cpython.Interpreter) error
	want string
}{
	{"numpyToSlice", numpyToSlice, "6\n"},
	{"changeInPlace", changeInPlace, "array('d', [2.0, 4.0])\n"},
	{"column", column, "5\n"},
	{"recordField", recordField, "d [2] [1.5 2.5]\n"},
	{"sliceToNumPy", sliceToNumPy, "3.0\n<nil>\n"},
	{"wrongType", wrongType, "true\ntrue\n"},
	{"goroutines", goroutines, "499500\n"},
	{"manyCalls", manyCalls, "300\n"},
	{"siteDirectory", siteDirectory, "from the venv\n"},
	{"lifetime", lifetime, "true\nabc\n<nil>\n"},
}

// numpyToSlice sums an array where Python keeps it.
func numpyToSlice(out io.Writer, py *cpython.Interpreter) error {
	array, err := py.Eval("__import__('numpy').array([1.0, 2.0, 3.0])", nil)
	if err != nil {
		return err
	}
	defer array.Close()
	return cpython.With(py, array, func(numbers []float64) error {
		sum := 0.0
		for _, x := range numbers { // Python's own memory: nothing is copied
			sum += x
		}
		fmt.Fprintln(out, sum)
		return nil
	})
}

// changeInPlace writes to Python's memory.
func changeInPlace(out io.Writer, py *cpython.Interpreter) error {
	array, err := py.Eval("__import__('array').array('d', [1, 2])", nil)
	if err != nil {
		return err
	}
	defer array.Close()
	err = cpython.Change(py, array, func(numbers []float64) error {
		for i := range numbers {
			numbers[i] *= 2
		}
		return nil
	})
	if err != nil {
		return err
	}
	return printed(out, py, "repr(o)", array)
}

// column sums one column of a matrix, whose items do not lie side by side.
func column(out io.Writer, py *cpython.Interpreter) error {
	matrix, err := py.Eval("__import__('numpy').arange(6, dtype='f8').reshape(2, 3)", nil)
	if err != nil {
		return err
	}
	defer matrix.Close()
	held, err := py.Buffer(matrix, cpython.FullRO)
	if err != nil {
		return err
	}
	defer held.Release()
	view, err := held.View()
	if err != nil {
		return err
	}
	defer view.Release()
	column, err := view.Slice(1, buffer.Range{Start: 1, Stop: 2})
	if err != nil {
		return err
	}
	defer column.Release()
	rows, err := buffer.Strided[float64](column)
	if err != nil {
		return err
	}
	sum := 0.0
	for row := range rows.All() {
		for i := range row.Len() {
			sum += row.At(i)
		}
	}
	fmt.Fprintln(out, sum)
	return nil
}

// recordField is one field of an array of records.
func recordField(out io.Writer, py *cpython.Interpreter) error {
	records, err := py.Eval("__import__('numpy').array([(1, 1.5), (2, 2.5)], dtype=[('id', 'i8'), ('price', 'f8')])", nil)
	if err != nil {
		return err
	}
	defer records.Close()
	held, err := py.Buffer(records, cpython.FullRO)
	if err != nil {
		return err
	}
	defer held.Release()
	view, err := held.View()
	if err != nil {
		return err
	}
	defer view.Release()
	prices, err := view.Field("price")
	if err != nil {
		return err
	}
	defer prices.Release()
	list, err := prices.List()
	fmt.Fprintln(out, prices.Format(), prices.Shape(), list)
	return err
}

// sliceToNumPy lets numpy see a slice of Go's.
func sliceToNumPy(out io.Writer, py *cpython.Interpreter) error {
	numbers := []float64{0.5, 1.0, 1.5}
	export, err := py.Export(buffer.Of(numbers))
	if err != nil {
		return err
	}
	if err := printed(out, py, "str(__import__('numpy').asarray(o).sum())", export.Object()); err != nil {
		return err
	}
	fmt.Fprintln(out, export.Close()) // an error as long as Python keeps an array of it
	return nil
}

// wrongType asks for numbers that are not there.
func wrongType(out io.Writer, py *cpython.Interpreter) error {
	object, err := py.Eval("[1.5, 2.5]", nil)
	if err != nil {
		return err
	}
	defer object.Close()
	err = cpython.With(py, object, func([]float64) error { return nil })
	fmt.Fprintln(out, errors.Is(err, cpython.ErrNoBuffer)) // a list has no buffer

	_, err = py.Eval("1 / 0", nil)
	raised, ok := errors.AsType[*cpython.Error](err)
	fmt.Fprintln(out, ok && raised.Type == "ZeroDivisionError")
	return nil
}

// goroutines read parts of one array at the same time, without the GIL.
func goroutines(out io.Writer, py *cpython.Interpreter) error {
	array, err := py.Eval("__import__('array').array('q', range(1000))", nil)
	if err != nil {
		return err
	}
	defer array.Close()
	return cpython.With(py, array, func(numbers []int64) error {
		var parts [4]int64
		var group sync.WaitGroup
		for i := range parts {
			group.Go(func() {
				for _, x := range numbers[i*250 : (i+1)*250] {
					parts[i] += x
				}
			})
		}
		group.Wait() // the numbers are there until this function returns
		fmt.Fprintln(out, parts[0]+parts[1]+parts[2]+parts[3])
		return nil
	})
}

// manyCalls takes the GIL once for many short calls.
func manyCalls(out io.Writer, py *cpython.Interpreter) (err error) {
	object, err := py.Eval("bytes([1, 2, 3])", nil)
	if err != nil {
		return err
	}
	defer object.Close()
	n := 0
	py.Do(func() {
		for range 100 {
			err = cpython.With(py, object, func(p []byte) error { n += len(p); return nil })
			if err != nil {
				return
			}
		}
	})
	fmt.Fprintln(out, n)
	return err
}

// siteDirectory imports a module of a virtual environment.
func siteDirectory(out io.Writer, py *cpython.Interpreter) error {
	packages := os.Getenv("VIRTUAL_ENV") + "/lib/python" + version(py) + "/site-packages"
	path, err := py.Bytes(len(packages), func(p []byte) { copy(p, packages) })
	if err != nil {
		return err
	}
	defer path.Close()
	err = py.Exec("import os, site\nsite.addsitedir(os.fsdecode(path))", map[string]*cpython.Object{"path": path})
	if err != nil {
		return err
	}
	return printed(out, py, "__import__('shown_module').text", nil)
}

// lifetime keeps an object's memory longer than the object's own name.
func lifetime(out io.Writer, py *cpython.Interpreter) error {
	object, err := py.Eval("bytearray(b'abc')", nil)
	if err != nil {
		return err
	}
	held, err := py.Buffer(object, cpython.FullRO)
	object.Close() // the buffer keeps it
	if err != nil {
		return err
	}
	view, err := held.View()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, errors.Is(held.Release(), buffer.ErrExported)) // a view is open
	text, err := buffer.As[byte](view)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n", text) // not to be used after Release
	fmt.Fprintln(out, view.Release())
	return nil
}

// printed prints what a Python expression of o says, which is a str.
func printed(out io.Writer, py *cpython.Interpreter, expression string, o *cpython.Object) error {
	var names map[string]*cpython.Object
	if o != nil {
		names = map[string]*cpython.Object{"o": o}
	}
	text, err := py.Eval("("+expression+").encode()", names)
	if err != nil {
		return err
	}
	defer text.Close()
	return cpython.With(py, text, func(p []byte) error {
		fmt.Fprintf(out, "%s\n", p)
		return nil
	})
}

// version is such as 3.11.
func version(py *cpython.Interpreter) string {
	var major, minor int
	fmt.Sscanf(py.Release(), "%d.%d", &major, &minor)
	return fmt.Sprintf("%d.%d", major, minor)
}

// environment makes a virtual environment with a module in it.
func environment(t *testing.T, py *cpython.Interpreter) {
	t.Helper()
	dir := t.TempDir()
	path, err := py.Bytes(len(dir), func(p []byte) { copy(p, dir) })
	if err != nil {
		t.Fatal(err)
	}
	defer path.Close()
	err = py.Exec("import os, venv\nvenv.create(os.fsdecode(path), symlinks=True)", map[string]*cpython.Object{"path": path})
	if raised, ok := errors.AsType[*cpython.Error](err); ok {
		t.Skip(raised) // distributions leave venv out, or Python's own program
	}
	packages := filepath.Join(dir, "lib", "python"+version(py), "site-packages")
	if err := os.WriteFile(filepath.Join(packages, "shown_module.py"), []byte("text = 'from the venv'\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VIRTUAL_ENV", dir)
}
