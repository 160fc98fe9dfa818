//go:build !(race || asan || msan)

package benchtest

// checked is whether the compiler added checks, which take time.
const checked = false
