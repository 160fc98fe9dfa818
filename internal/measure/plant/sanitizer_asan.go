//go:build asan

package plant

// sanitizer says that this build ends at a read of freed memory. The go command
// sets the tag where it is given -asan.
const sanitizer = true
