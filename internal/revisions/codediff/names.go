package codediff

import (
	"fmt"
	"net/url"
	"strings"
)

// toolchains reports whether a symbol belongs to the toolchain, and so is the same on
// both sides. A generic function does not belong to it if it was compiled for types of
// the program. A name without a package may be anybody's: C has such names, and local
// functions and tables of assembly have.
func (c *Comparison) toolchains(name string) bool {
	if strings.HasPrefix(name, "go:") || strings.HasPrefix(name, "type:") || strings.HasPrefix(name, "$") || strings.Contains(name, "[") {
		return false
	}
	path := packageOf(name)
	return path != name && !c.ours(path)
}

// ours reports whether a package belongs to the modules of the program.
func (c *Comparison) ours(path string) bool {
	for _, m := range c.modules {
		if path == m || path == m+"_test" || strings.HasPrefix(path, m+"/") {
			return true
		}
	}
	return false
}

// packageOf returns the path of the package of a symbol.
func packageOf(name string) string {
	end := len(name)
	if i := strings.IndexAny(name, "([·"); i >= 0 {
		end = i
	}
	slash := strings.LastIndexByte(name[:end], '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return unescape(name[:slash+dot])
	}
	return name
}

// unescape reverses the escapes of a package path in symbols: the compiler writes dots
// of its last element as %2e.
func unescape(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return plain
	}
	return path
}

// escape returns the path of a package as symbols have it.
func escape(path string) string {
	slash := strings.LastIndexByte(path, '/') + 1
	var b strings.Builder
	for i := range len(path) {
		if c := path[i]; c <= ' ' || i >= slash && c == '.' || c == '%' || c == '"' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02x", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
