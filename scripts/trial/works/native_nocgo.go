//go:build !cgo

package works

import "github.com/bufbench/bufbench/internal/measure/plant"

func native() []plant.Work { return nil }
