//go:build goexperiment.simd && amd64 && go1.27

package kernel

import "simd/archsimd"

// The operations of archsimd that Go 1.27 renamed. All are inlined.

func load32(p *[32]byte) archsimd.Uint64x4 { return archsimd.LoadUint8x32Array(p).ReshapeToUint64s() }

func load64(p *[64]byte) archsimd.Uint64x8 { return archsimd.LoadUint8x64Array(p).ReshapeToUint64s() }

func store2(x archsimd.Uint64x2, p *[2]uint64) { x.StoreArray(p) }
