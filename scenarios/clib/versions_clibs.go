//go:build clibs && cgo

package clib

/*
#include <zlib.h>
#include "c_blas.h"
*/
import "C"

import "github.com/bufbench/bufbench/bench"

// versions are those of the libraries as they were loaded, not of the headers.
func versions() []bench.Version {
	all := []bench.Version{{Of: "zlib", Number: C.GoString(C.zlibVersion())}}
	if loadBLAS() == nil {
		all = append(all, bench.Version{Of: "openblas", Number: blasVersion()})
	}
	return append(all, pythonVersion()...)
}
