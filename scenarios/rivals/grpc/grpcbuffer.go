package grpc

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/message"
	"github.com/bufbench/bufbench/scenarios/rivals/built"
)

// GRPCBuffer asks what ReceiveBuffer asks, with grpc-go's own buffers beside its model of
// them. The pool of the library is its default one. It sets a buffer to zero whenever it
// hands one out, and up to 1 KiB it allocates.
//
// A frame of the transport is a mem.Buffer. Its data are those of the block, and the
// transport holds it as long as the block lives.
var GRPCBuffer = gRPCBuffer()

func gRPCBuffer() bench.Of[*message.Received] {
	s := message.ReceiveBuffer
	s.Name = "GRPCBuffer"
	s.Question = "Copy a message out of gRPC's buffer, or hold a reference?"
	s.Versions = func() []bench.Version { return []bench.Version{built.Version("grpc", "google.golang.org/grpc")} }
	s.Card = bench.Card{
		Valid:    "Until the Free that belongs to your Ref: ReadOnlyData panics later, and a kept slice of it does not.",
		Frees:    "The last Free puts the memory into the pool; one that is lost leaves it to the collector.",
		Mutation: "The pool sets the memory to zero when it hands it out again, and the next message comes into it.",
		Threads:  "References are counted atomically; each goroutine needs one of its own, by Ref.",
		Failure:  "A Free too many panics, perhaps in another goroutine; a slice kept past Free reads zeros or another message.",
		Incident: bench.Incident{
			What:   "Servers with large messages ended with the panic \"Cannot free freed buffer\", now and then.",
			Source: "grpc/grpc-go#8023",
		},
	}
	s.Contests = []bench.Contest{
		{View: "view-mem", Copy: "copy"},
		{View: "view-mem", Copy: "copy-mem"},
		{View: "copy-mem", Copy: "copy"},
		{View: "copy-lease", Copy: "copy-mem"},
	}
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)],
		bench.Arm[*message.Received]{Name: "copy-mem", Kind: bench.Copy, Says: "mem.Copy of each frame, then Free", Open: copyMem},
		bench.Arm[*message.Received]{Name: "copy-all", Kind: bench.Copy, Says: "BufferSlice.Materialize", Open: copyAll},
		bench.Arm[*message.Received]{Name: "to-buffer", Kind: bench.Kernel, Says: "MaterializeToBuffer, then Free", Open: toBuffer},
		bench.Arm[*message.Received]{Name: "view-mem", Kind: bench.View, Says: "Ref, ReadOnlyData, then Free", Open: viewMem},
	)
	return s
}
