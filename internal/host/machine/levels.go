package machine

// Level is one level of caches.
type Level struct {
	Name string // L1, L2 or LLC, the last level
	Size uint64 // in bytes
}

// Levels are the caches that are known, the nearest first.
func (c CacheSizes) Levels() (all []Level) {
	for _, l := range []Level{{"L1", c.L1d}, {"L2", c.L2}, {"LLC", c.LLC}} {
		if l.Size > 0 && (len(all) == 0 || l.Size > all[len(all)-1].Size) {
			all = append(all, l)
		}
	}
	return all
}
