//go:build !cgo

package planted

import "github.com/bufbench/bufbench/internal/measure/planted"

func native() []planted.Work { return nil }
