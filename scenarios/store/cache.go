package store

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"

	"github.com/bufbench/bufbench/bench"
)

// cache is a map behind a lock.
type cache[V any] struct {
	lock    sync.RWMutex
	entries map[string]V
}

// get returns the entry of a key; the zero value if there is none.
func (c *cache[V]) get(key string) V {
	c.lock.RLock()
	defer c.lock.RUnlock()
	return c.entries[key]
}

// entry is what caches have: a few fields, and bytes.
type entry struct {
	Key     string
	Expires int64 // seconds since 1970
	Tags    [4]uint32
	Body    []byte
}

// clone is e with a Body of its own.
func (e entry) clone() entry {
	e.Body = bytes.Clone(e.Body)
	return e
}

// entryKey is the key of the block's data.
const entryKey = "series/requests/5m"

// cached is two caches with the same entries: as values, and by pointer.
type cached struct {
	values   *cache[entry]
	pointers *cache[*entry]
}

// largestEntry is the limit of an entry. An operation of JSON takes seconds over much more,
// and proof does many.
const largestEntry = 16 * bench.MiB

// newCached puts the block's data into both caches, among other entries.
func newCached(b *bench.Block) (*cached, error) {
	if b.Case.Size > largestEntry {
		return nil, b.Skip(fmt.Sprintf("an entry of %s, and at most %s are cached", b.Case.Size, largestEntry), "-sizes "+largestEntry.String())
	}
	body, err := b.Data()
	if err != nil {
		return nil, err
	}
	c := &cached{
		values:   &cache[entry]{entries: make(map[string]entry, others+1)},
		pointers: &cache[*entry]{entries: make(map[string]*entry, others+1)},
	}
	c.put(&entry{Key: entryKey, Expires: 1, Body: body})
	for i := range others {
		c.put(&entry{Key: "series/" + strconv.Itoa(i)})
	}
	return c, nil
}

// put adds an entry to both caches. The bytes are shared.
func (c *cached) put(e *entry) {
	c.values.entries[e.Key] = *e
	c.pointers.entries[e.Key] = e
}

// entryPart is the first bytes of the entry, as somebody keeps a field of it.
func entryPart(_ *bench.Block, c *cached) any {
	body := c.pointers.get(entryKey).Body
	n := min(len(body), int(bench.PartSize))
	return body[:n:n]
}
