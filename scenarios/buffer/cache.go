package buffer

import (
	"maps"
	"sync"
	"sync/atomic"
)

// What the caches are keyed by comes from outside, so there is a limit to it.
const (
	mostKept    = 256  // formats
	longestKept = 1024 // bytes of a format
)

// cache is a map that is read often and written seldom. Readers wait for nobody.
type cache[K comparable, V any] struct {
	writer sync.Mutex
	kept   atomic.Pointer[map[K]V] // replaced, not changed
}

func (c *cache[K, V]) find(k K) (v V, ok bool) {
	m := c.kept.Load()
	if m == nil {
		return v, false
	}
	v, ok = (*m)[k]
	return v, ok
}

// keep adds v. A full cache begins anew: what is still in use comes back.
func (c *cache[K, V]) keep(k K, v V) {
	c.writer.Lock()
	defer c.writer.Unlock()
	m := map[K]V{}
	if old := c.kept.Load(); old != nil && len(*old) < mostKept {
		m = maps.Clone(*old)
	}
	m[k] = v
	c.kept.Store(&m)
}
