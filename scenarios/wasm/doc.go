// Package wasm holds the scenarios of the memory of WebAssembly modules, which run in this
// process.
package wasm
