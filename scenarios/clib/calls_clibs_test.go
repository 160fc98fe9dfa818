//go:build clibs && cgo

package clib

import (
	"bytes"
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	stdcrc "hash/crc32"
	"io"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// content is what a source of the case holds.
func content(name string, size bench.Bytes) (*bench.Block, []byte) {
	b := bench.NewBlock(at(name, "go", size, 1), 11)
	p := make([]byte, size)
	fill(b, p)
	return b, p
}

func TestCRC32IsThatOfGo(t *testing.T) {
	for _, size := range bench.AwkwardSizes {
		_, p := content("crc32", size)
		if got, want := crc32(p), uint64(stdcrc.ChecksumIEEE(p)); got != want {
			t.Errorf("crc32 of %s = %#x, want %#x", size, got, want)
		}
	}
}

// What zlib deflates Go inflates, call after call, and the checksum tells
// inputs apart that are as long.
func TestDeflateIsUndoneByGo(t *testing.T) {
	for _, size := range append([]bench.Bytes{bench.MiB}, bench.AwkwardSizes...) {
		b, p := content("deflate", size)
		defer b.Close()
		d, err := openDeflater(b)
		if err != nil {
			t.Fatal(err)
		}
		var sums []uint64
		for range 2 {
			out := d.compress(p)
			if size >= 4096 && len(out) > len(p)*6/10 {
				t.Errorf("%s is deflated to %d bytes, want about half", size, len(out))
			}
			in, err := zlib.NewReader(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(in); err != nil || !bytes.Equal(got, p) {
				t.Errorf("%s inflated to %d bytes, error %v, want what was deflated", size, len(got), err)
			}
			sums = append(sums, d.checksum(p))
			p[size-1] ^= 1
		}
		if sums[0] == sums[1] {
			t.Errorf("the checksum of %s does not depend on its last byte", size)
		}
	}
}

// dotInGo adds up in order, with one accumulator: as the sums are exact, any
// other order gives the same.
func dotInGo(p []byte) (sum float64) {
	for ; len(p) >= 8; p = p[8:] {
		x := math.Float64frombits(binary.NativeEndian.Uint64(p))
		sum += x * x
	}
	return sum
}

func TestDotIsThatOfGo(t *testing.T) {
	if err := ready(); err != nil {
		t.Skip(err)
	}
	for _, size := range append([]bench.Bytes{4 * bench.MiB}, bench.AwkwardSizes...) {
		_, p := content("ddot", CLibrary.Grid.Round(size))
		if got, want := math.Float64frombits(dot(p)), dotInGo(p); got != want {
			t.Errorf("ddot of %d bytes = %v, want %v", len(p), got, want)
		}
	}
}

// Numbers are whole, differ, and squares of them add up exactly to 1 GiB.
func TestNumbers(t *testing.T) {
	_, p := content("ddot", 4096)
	seen := map[float64]bool{}
	for i := 0; i < len(p); i += 8 {
		x := math.Float64frombits(binary.NativeEndian.Uint64(p[i:]))
		if x != math.Trunc(x) || x < 1<<exponent || x >= 2<<exponent || math.Mod(x, 1<<pokedBits) != 0 {
			t.Fatalf("number %d is %v", i/8, x)
		}
		seen[x] = true
	}
	if len(seen) != 16 {
		t.Errorf("there are %d different numbers, want 16", len(seen))
	}
	const most = 2<<exponent - 1
	if sum := float64(most*most) * float64(bench.GiB/8); sum > 1<<53 {
		t.Errorf("squares of 1GiB of numbers add up to %v, above 2⁵³", sum)
	}
}

// Whichever bytes are poked, the dot product grows with each; poked twice, the
// numbers are as before.
func TestPokedNumbersGrow(t *testing.T) {
	_, p := content("ddot", 40)
	before := slices.Clone(p)
	poke := func(i int, x byte) error { p[i] ^= x; return nil }
	last := dotInGo(p)
	for i := range p {
		if err := pokeNumber(poke, i); err != nil {
			t.Fatal(err)
		}
		if now := dotInGo(p); !(now > last) || math.IsInf(now, 0) {
			t.Errorf("with bytes up to %d poked the dot product goes from %v to %v, want more", i, last, now)
		} else {
			last = now
		}
	}
	for i := range p {
		if err := pokeNumber(poke, i); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(p, before) {
		t.Errorf("poked twice the numbers are %x, want %x", p, before)
	}
}

// A program that links OpenBLAS starts its threads before main, beside every
// scenario.
func TestOpenBLASIsNotLinked(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := elf.Open(path)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	needed, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(needed, func(s string) bool { return len(s) > 4 && s[:4] == "libz" }) {
		t.Errorf("the program needs %v, want zlib among them", needed)
	}
	if slices.ContainsFunc(needed, func(s string) bool { return len(s) > 11 && s[:11] == "libopenblas" }) {
		t.Errorf("the program needs %v at its start, want no OpenBLAS", needed)
	}
}
