// Package gate holds measurements against what a project claims of them in
// bufbench.toml, and against a baseline, and takes out what bufbench.ack.toml
// acknowledges.
//
// Values come in, values go out: it opens no file, measures nothing and prints
// nothing.
package gate
