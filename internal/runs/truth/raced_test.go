//go:build race

package truth

// raced says that this build watches every read of Go: plain Go then takes many times as
// long, and so do the copies.
const raced = true
