package main

import (
	"fmt"
	"os"
	"syscall"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
)

// systemCosts are those that need the system, or C.
func systemCosts() []cost {
	return append([]cost{
		{"fault", budget.Faults, bench.Cost{}, faulting},
		{"system", budget.System, bench.Cost{}, requesting},
	}, nativeCosts()...)
}

// faulting touches a page for the first time. It has more pages than a sample touches, and
// gives all of them back when it comes to the end.
func faulting(b *bench.Block) (func(), error) {
	const pages = 1 << 14
	size := os.Getpagesize()
	p, err := syscall.Mmap(-1, 0, pages*size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("map pages to touch: %w", err)
	}
	b.Defer(func() { _ = syscall.Munmap(p) })
	_ = syscall.Madvise(p, syscall.MADV_NOHUGEPAGE)
	at := 0
	return func() {
		if at == len(p) {
			at = 0
			_ = syscall.Madvise(p, syscall.MADV_DONTNEED)
		}
		p[at] = 1
		at += size
	}, nil
}

// requesting reads one byte of a file.
func requesting(b *bench.Block) (func(), error) {
	f, err := os.CreateTemp("", "planted-")
	if err != nil {
		return nil, fmt.Errorf("make a file to read: %w", err)
	}
	os.Remove(f.Name())
	b.Defer(func() { f.Close() })
	if _, err := f.WriteString("x"); err != nil {
		return nil, fmt.Errorf("make a file to read: %w", err)
	}
	fd, one := int(f.Fd()), make([]byte, 1)
	return func() {
		if n, err := syscall.Pread(fd, one, 0); n != 1 {
			panic(fmt.Errorf("read one byte of a file: got %d: %w", n, err))
		}
	}, nil
}
