//go:build cpython && cgo

package cpython

import "strings"

// Release is the number of the version alone, such as 3.11.2.
func (py *Interpreter) Release() string {
	number, _, _ := strings.Cut(py.version, " ")
	return number
}

// Distribution is the version of an installed Python package, such as numpy,
// by what pip and the like have written down, without importing it. It is empty
// where there is none.
func (py *Interpreter) Distribution(name string) string {
	said, err := py.Eval("__import__('importlib.metadata').metadata.version("+quoted(name)+").encode()", nil)
	if err != nil {
		return "" // PackageNotFoundError
	}
	defer said.Close()
	text, err := said.Memory()
	if err != nil {
		return ""
	}
	return string(text)
}

// quoted is s as a Python literal, whatever it holds.
func quoted(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\x00", `\0`).Replace(s) + "'"
}
