// Package gate holds measurements against the claims of a project in bufbench.toml and
// against a baseline. It takes out the failures that bufbench.ack.toml acknowledges.
//
// Values come in, values go out: it opens no file, measures nothing and prints nothing.
// Its only texts are errors about those two files, and the titles by which they refer to
// a claim.
package gate
