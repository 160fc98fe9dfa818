//go:build cpython && cgo

package cpython

/*
#include "py_error.h"
*/
import "C"

// It does not compile unless the headers number the requests as [Flags] does.
var _ = [1]struct{}{}[Writable-C.PyBUF_WRITABLE|Format-C.PyBUF_FORMAT|ND-C.PyBUF_ND|Strides-C.PyBUF_STRIDES|
	CContiguous-C.PyBUF_C_CONTIGUOUS|FContiguous-C.PyBUF_F_CONTIGUOUS|AnyContiguous-C.PyBUF_ANY_CONTIGUOUS|
	Indirect-C.PyBUF_INDIRECT|Contig-C.PyBUF_CONTIG|ContigRO-C.PyBUF_CONTIG_RO|Strided-C.PyBUF_STRIDED|
	StridedRO-C.PyBUF_STRIDED_RO|Records-C.PyBUF_RECORDS|RecordsRO-C.PyBUF_RECORDS_RO|
	Full-C.PyBUF_FULL|FullRO-C.PyBUF_FULL_RO|Simple-C.PyBUF_SIMPLE]
