// Package benchmain makes a command of one's own scenarios:
//
//	package main
//
//	func main() { benchmain.Main(frames.Clone, frames.Decode) }
//
// Built as mine, the command lists and measures them:
//
//	mine list
//	mine run -quick Clone
//
// It starts the command bufbench, which plans, measures, judges and prints,
// and which starts mine again for every launch, since only mine can open the
// scenarios. Two programs, so that one of scenarios downloads and compiles
// neither statistics nor tables: this package needs the standard library,
// golang.org/x/sys and light packages of its own module. bufbench is the one on
// PATH, or a tool of the module at hand:
//
//	go get -tool github.com/bufbench/bufbench/cmd/bufbench
//
// Where both were built from different versions that do not understand each
// other, they say which to rebuild.
//
// It declines flags and output of its own.
package benchmain
