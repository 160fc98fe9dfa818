//go:build !cgo

package planted

import "github.com/bufbench/bufbench/internal/planted"

func native() []planted.Work { return nil }
