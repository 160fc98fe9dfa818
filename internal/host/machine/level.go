package machine

// Level names the memory that holds an array of so many bytes: L1, L2, LLC or memory; ?
// if the caches are not known.
func (c CacheSizes) Level(bytes uint64) string {
	switch {
	case c.LLC == 0:
		return "?"
	case bytes <= c.L1d:
		return "L1"
	case bytes <= c.L2:
		return "L2"
	case bytes <= c.LLC:
		return "LLC"
	}
	return "memory"
}
