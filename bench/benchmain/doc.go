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
// It starts the command bufbench, which plans, measures, judges and prints. bufbench
// starts mine again for every launch, because only mine can open the scenarios. The
// programs are two so that mine downloads and compiles neither statistics nor tables:
// this package needs the standard library, golang.org/x/sys and light packages of its
// own module. bufbench is found on PATH, or as a tool of the module at hand:
//
//	go get -tool github.com/bufbench/bufbench/cmd/bufbench
//
// The two may be built from different versions. If those do not understand each other,
// the error says which one to rebuild.
//
// The package has no flags and no output of its own.
package benchmain
