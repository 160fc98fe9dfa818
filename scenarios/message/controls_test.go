package message

import (
	"bytes"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// faults are the faults that proof finds with an arm, over some seeds: under the race
// detector a pool may drop the buffer that would have given the arm away.
func faults(t *testing.T, s bench.Scenario, arm string, c bench.Case) (found []string) {
	t.Helper()
	for seed := range uint64(8) {
		evidence, err := proof.Prover{Seed: seed}.Case(s, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			switch {
			case e.Arm == arm && e.Fault != "":
				found = append(found, e.Fault)
			case e.Arm != arm && e.Fault != "":
				t.Errorf("%s, which is honest: %s", e.Arm, e.Fault)
			}
		}
	}
	return found
}

// joinPutJoined gives the buffer back before it reads it: a view kept past Put.
func joinPutJoined(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, size, pool := b.Kernel, b.Case.Passes, b.Case.Size, r.pool(b, "copy-late")
	return bench.Op{Cost: bench.Cost{Copied: size, Allocs: pooledAllocs}, Run: func(n int) (sum uint64) {
		for range n {
			p := pooled(pool, size)
			r.Join(*p)
			put(pool, p)
			sum += consume(*p, passes)
		}
		return sum
	}}, nil
}

// joinFreedEarly takes one holder too many away before it reads.
func joinFreedEarly(b *bench.Block, r *Received) (bench.Op, error) {
	consume, passes, size, pool := b.Kernel, b.Case.Passes, b.Case.Size, r.pool(b, "copy-early")
	return bench.Op{Cost: bench.Cost{Copied: size, Allocs: leaseAllocs}, Run: func(n int) (sum uint64) {
		for range n {
			l := leased(pool, size)
			r.Join(l.buffer)
			l.free()
			sum += consume(l.buffer, passes)
		}
		return sum
	}}, nil
}

// TestKeptPastPut: proof catches who reads a buffer that the pool owns again.
func TestKeptPastPut(t *testing.T) {
	for name, open := range map[string]func(*bench.Block, *Received) (bench.Op, error){
		"copy-late": joinPutJoined, "copy-early": joinFreedEarly,
	} {
		s := ReceiveBuffer
		s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*Received]{Name: name, Kind: bench.Copy, Says: "it lies", Open: open})
		c := bench.Case{Size: 1000, Passes: 1, Axes: []bench.Axis{{Key: frame, Value: whole}}}
		found := faults(t, s, name, c)
		// Where the race detector drops some of the buffers, some changes are not seen.
		if all := strings.Join(found, " "); !strings.Contains(all, "a change by the owner is seen through it") && !strings.Contains(all, "aliases others") {
			t.Errorf("proof finds %q with %s, want that it aliases", found, name)
		}
	}
}

// TestDecodeThatCopies: proof catches an aliasing decode that clones its fields.
func TestDecodeThatCopies(t *testing.T) {
	s := AliasingDecode
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*Encoded]{
		Name: "view-cloned", Kind: bench.View, Says: "it lies",
		Open: func(b *bench.Block, m *Encoded) (bench.Op, error) {
			op, err := decodeClone(b, m)
			op.Cost.Copied = 0
			return op, err
		},
	})
	for _, of := range []string{"all", "1in10"} {
		found := faults(t, s, "view-cloned", bench.Case{Size: 1000, Passes: 1, Axes: []bench.Axis{{Key: reads, Value: of}}})
		if len(found) != 8 || !strings.Contains(found[0], "a change by the owner is not seen through it: it copies") {
			t.Errorf("of fields %s, proof finds %q with a decode that copies, want that it copies, 8 times", of, found)
		}
	}
}

// freeOne forgets the handler's own Free: the pool never sees the buffer again.
func freeOne(l *lease) { l.free() }

// TestUnfreedLeasesAreCollected: a lost Free makes garbage of a buffer in each operation,
// and retains none of them.
func TestUnfreedLeasesAreCollected(t *testing.T) {
	const size, ops = 64 * bench.KiB, 256
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: frame, Value: whole}}}, 1)
	defer b.Close()
	b.Kernel = ReceiveBuffer.Kernel
	r, err := receive(b)
	if err != nil {
		t.Fatal(err)
	}
	op, err := joinLeased("copy-lease", freeOne, 2)(b, r)
	if err != nil {
		t.Fatal(err)
	}
	live := func() (held, made uint64) {
		runtime.GC()
		runtime.GC() // the first one leaves the victims of pools
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc, m.TotalAlloc
	}
	held, made := live()
	op.Run(ops)
	after, total := live()
	if garbage := total - made; garbage < ops*uint64(size) {
		t.Errorf("%d operations allocate %d bytes, want a buffer of %s each", ops, garbage, size)
	}
	if after > held+8*uint64(size) {
		t.Errorf("%d lost leases retain %d bytes, want none of the buffers", ops, after-held)
	}
	runtime.KeepAlive(r)
}

// TestPokeReachesThePool: the transport writes into what lies in the pool, and nowhere
// else.
func TestPokeReachesThePool(t *testing.T) {
	r := &Received{Frames: [][]byte{make([]byte, 8), make([]byte, 3)}}
	pool := r.pool(bench.NewBlock(bench.Case{}, 1), "copy-pool")
	free := make([]byte, 8)
	pool.Put(&free)
	if err := r.poke(9, 0x5a); err != nil || r.Frames[1][1] != 0x5a {
		t.Errorf("poke(9) = %v, and byte 1 of frame 1 is %#x, want %#x", err, r.Frames[1][1], 0x5a)
	}
	if !bytes.Equal(free, make([]byte, 8)) {
		t.Errorf("poke(9) changed a free buffer of 8 bytes: %x", free)
	}
	if err := r.poke(2, 0x5a); err != nil || r.Frames[0][2] != 0x5a {
		t.Errorf("poke(2) = %v, and byte 2 is %#x, want %#x", err, r.Frames[0][2], 0x5a)
	}
	if r.poke(11, 1) == nil {
		t.Error("poke(11) of 11 bytes = nil, want an error")
	}
}

// TestLease: the buffer returns to its pool with the last holder, and not before.
func TestLease(t *testing.T) {
	if pooledAllocs != 0 {
		t.Skip("under the race detector a pool drops buffers at random")
	}
	pool := new(sync.Pool)
	l := leased(pool, 64)
	l.hold()
	l.free()
	if got := pool.Get(); got != nil {
		t.Fatal("a lease that is held lies in the pool")
	}
	l.free()
	if got := leased(pool, 64); got != l {
		t.Error("a lease that is free does not lie in the pool")
	}
}

// TestRefusedCases: a mistake in an axis is an error that names the axis, and a message
// that is too large is skipped with a size that fits.
func TestRefusedCases(t *testing.T) {
	for value, want := range map[string]string{"": "axis frame", "x": "axis frame", "12": "whole numbers of 8"} {
		b := bench.NewBlock(bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{{Key: frame, Value: value}}}, 1)
		if _, err := receive(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("frames of %q: %v, want an error with %q", value, err, want)
		}
		b.Close()
	}
	for _, value := range []string{"", "some", "1in0", "10", "1in-3"} {
		b := bench.NewBlock(bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{{Key: reads, Value: value}}}, 1)
		if _, err := encode(b); err == nil || !strings.Contains(err.Error(), "axis reads") {
			t.Errorf("reads=%q: %v, want an error that names the axis", value, err)
		}
		b.Close()
	}
	b := bench.NewBlock(bench.Case{Size: bench.MiB, Passes: 1, Axes: []bench.Axis{{Key: reads, Value: "1in10"}}}, 1)
	defer b.Close()
	_, err := encode(b)
	skip := bench.Skipped(err)
	if skip == nil {
		t.Fatalf("a message of 10 MiB: %v, want a skip", err)
	}
	fits, err := bench.ParseBytes(strings.TrimPrefix(skip.Hint, "-sizes "))
	if err != nil {
		t.Fatal(err)
	}
	b.Case.Size = fits
	if _, err := encode(b); err != nil {
		t.Errorf("the size of the hint, %s: %v, want it to fit", fits, err)
	}
}

// TestGrowingMoves: from the size on at which io.ReadAll takes a second buffer, it moves all
// bytes twice.
func TestGrowingMoves(t *testing.T) {
	for size, want := range map[bench.Bytes]bench.Bytes{64: 64, 480: 480, 481: 962, 4096: 8192} {
		if got := growingMoves(size); got != want {
			t.Errorf("growingMoves(%s) = %s, want %s", size, got, want)
		}
	}
}

// TestTokens: from Go 1.27 on a Decoder of tokens is an arm. It looks at the text where it
// is, and proof would catch a text that was copied for it.
func TestTokens(t *testing.T) {
	arms := tokens()
	if len(arms) == 0 {
		t.Skip("this build has no encoding/json/jsontext (try: GOTOOLCHAIN=go1.27.1)")
	}
	s := AliasingDecode
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*Encoded]{
		Name: "view-cloned", Kind: bench.View, Says: "it lies",
		Open: func(b *bench.Block, m *Encoded) (bench.Op, error) {
			return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) uint64 {
				other := *m
				other.json = bytes.Clone(m.json)
				op, err := arms[0].Open(b, &other)
				must(err)
				return op.Run(n)
			}}, nil
		},
	})
	found := faults(t, s, "view-cloned", bench.Case{Size: 1000, Passes: 1, Axes: []bench.Axis{{Key: reads, Value: "1in10"}}})
	if len(found) != 8 || !strings.Contains(found[0], "it copies") {
		t.Errorf("proof finds %q with a text that is cloned first, want that it copies, 8 times", found)
	}
}

// TestGoroutinesReceiveTheirOwn: arms on blocks beside each other share a pool, and each
// goroutine reads its own message, in every arm.
func TestGoroutinesReceiveTheirOwn(t *testing.T) {
	const goroutines, ops = 4, 50
	c := bench.Case{Size: 4096, Passes: 1, Axes: []bench.Axis{{Key: frame, Value: whole}}}
	var blocks []*bench.Block
	var opened [][]bench.Op
	for i := range uint64(goroutines) {
		b := bench.NewBlock(c, 1+i)
		defer b.Close()
		blocks = append(blocks, b)
		b.Beside(blocks[0])
		all, err := ReceiveBuffer.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		opened = append(opened, all)
	}
	for arm, rival := range ReceiveBuffer.Rivals() {
		var once [goroutines]uint64
		for i := range once {
			if once[i] = opened[i][arm].Run(1); i > 0 && once[i] == once[0] {
				t.Fatalf("%s: goroutines %d and 0 have the same message", rival.Name, i)
			}
		}
		var done sync.WaitGroup
		for i, want := range once {
			done.Go(func() {
				for range ops {
					if got := opened[i][arm].Run(3); got != 3*want {
						t.Errorf("%s: goroutine %d reads another message than its own: %#x, want %#x", rival.Name, i, got, 3*want)
						return
					}
					runtime.Gosched()
				}
			})
		}
		done.Wait()
	}
	if got, want := blocks[1].Shared("copy-pool", nil), blocks[0].Shared("copy-pool", nil); got != want {
		t.Error("two goroutines have pools of their own")
	}
}
