// All lists and measures every scenario of the rivals.
package main

import (
	"github.com/bufbench/bufbench/bench/benchmain"
	"github.com/bufbench/bufbench/scenarios/rivals/arrow"
	"github.com/bufbench/bufbench/scenarios/rivals/grpc"
	"github.com/bufbench/bufbench/scenarios/rivals/protobuf"
	"github.com/bufbench/bufbench/scenarios/rivals/sqlite"
)

func main() { benchmain.Main(grpc.GRPCBuffer, protobuf.ProtoDecode, arrow.ArrowC, sqlite.SQLiteC) }
