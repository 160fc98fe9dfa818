//go:build !unix

package file

import (
	"os"

	"github.com/bufbench/bufbench/bench"
)

func ready() error { return &bench.Skip{Reason: "no mmap here"} }

func mapped(*os.File, bench.Bytes) ([]byte, error) { return nil, ready() }

func unmap([]byte) {}
