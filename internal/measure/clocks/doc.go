// Package clocks reads the clocks of this platform for [loop.Loop].
package clocks
