// Rivals lists and measures scenarios whose rivals are libraries of the network: grpc-go's
// buffers and protobuf. The program in folder all has Apache Arrow and SQLite in C too, each
// of which takes a minute to compile.
package main

import (
	"github.com/bufbench/bufbench/bench/benchmain"
	"github.com/bufbench/bufbench/scenarios/rivals/grpc"
	"github.com/bufbench/bufbench/scenarios/rivals/protobuf"
)

func main() { benchmain.Main(grpc.GRPCBuffer, protobuf.ProtoDecode) }
