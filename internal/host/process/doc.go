// Package process is this process as others see it: what it does when it is told to end,
// when its reader goes away, and when it panics.
package process
