package store

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unsafe"

	"go.etcd.io/bbolt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/scratch"
)

// bucket and key are where the block's data is.
var (
	bucket = []byte("values")
	key    = []byte("the value")
)

// others is the number of other keys. With so many, the bucket has pages of its own: bbolt
// keeps a small one within the page of its parent, and may copy it when it is opened.
const others = 1000

// largest is the limit of a value on disk.
const largest = 256 * bench.MiB

// pages is a store and the place of the value in its file.
type pages struct {
	db    *bbolt.DB
	file  *os.File // the store's file, opened a second time
	value int64    // the offset of the value
}

// stored puts the block's data into a new store, which is closed with the block.
func stored(b *bench.Block) (*pages, error) {
	if err := affordable(b); err != nil {
		return nil, err
	}
	dir, err := folder(b)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "store")
	s := &pages{}
	// Nothing outlives the block, so nothing has to reach the disk. A larger mapping later
	// would wait for open transactions.
	options := &bbolt.Options{NoSync: true, NoGrowSync: true, InitialMmapSize: int(b.Case.Size + 4*bench.MiB)}
	if s.db, err = bbolt.Open(path, 0o600, options); err != nil {
		return nil, fmt.Errorf("make a store in %s: %w %s", dir, err, elsewhere)
	}
	b.Defer(func() { _ = s.db.Close() })
	if s.file, err = os.OpenFile(path, os.O_RDWR, 0); err != nil {
		return nil, fmt.Errorf("open the file of a store: %w", err)
	}
	b.Defer(func() { _ = s.file.Close() })
	_ = os.RemoveAll(dir) // a process that is killed leaves nothing, if the system can remove open files
	if err := s.put(b); err != nil {
		return nil, fmt.Errorf("put a value of %s into a store in %s: %w %s", b.Case.Size, dir, err, elsewhere)
	}
	return s, s.find(b)
}

// put writes the block's data and the other keys.
func (s *pages) put(b *bench.Block) error {
	value := make([]byte, b.Case.Size)
	b.Fill(value)
	return s.db.Update(func(tx *bbolt.Tx) error {
		all, err := tx.CreateBucket(bucket)
		if err != nil {
			return err
		}
		for i := range others {
			small := binary.BigEndian.AppendUint64(nil, uint64(i))
			if err := all.Put(small, small); err != nil {
				return err
			}
		}
		return all.Put(key, value)
	})
}

// find finds the value in the file: it lies there as in the mapping.
func (s *pages) find(b *bench.Block) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		value := tx.Bucket(bucket).Get(key)
		// The address is looked at, never followed.
		s.value = int64(uintptr(unsafe.Pointer(unsafe.SliceData(value))) - s.db.Info().Data)
		b.Own(bench.Owner{Memory: value, Poke: s.poke})
		return nil
	})
}

// poke changes byte i of the value in the file, below the store: a Put would go to another
// page, and no transaction that is open would see it.
func (s *pages) poke(i int, x byte) error {
	var p [1]byte
	if _, err := s.file.ReadAt(p[:], s.value+int64(i)); err != nil {
		return fmt.Errorf("read byte %d of a value: %w", i, err)
	}
	p[0] ^= x
	if _, err := s.file.WriteAt(p[:], s.value+int64(i)); err != nil {
		return fmt.Errorf("write byte %d of a value: %w %s", i, err, elsewhere)
	}
	return nil
}

// affordable skips a value that is too large.
func affordable(b *bench.Block) error {
	if b.Case.Size <= largest {
		return nil
	}
	return b.Skip(fmt.Sprintf("a value of %s, and at most %s are stored", b.Case.Size, largest), "-sizes "+largest.String())
}

// elsewhere ends the errors of files: their place may be full, or allow none so large.
const elsewhere = "(TMPDIR names another place)"

// folder makes a temporary folder, which is removed with the block.
func folder(b *bench.Block) (string, error) {
	dir, err := scratch.OfProcess()
	if err != nil {
		return "", fmt.Errorf("make a store: %w", err)
	}
	b.Defer(func() { _ = os.RemoveAll(dir) })
	return dir, nil
}

// storeVersions is the version of bbolt in this program.
func storeVersions() []bench.Version {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, m := range info.Deps {
		if m.Path == "go.etcd.io/bbolt" {
			return []bench.Version{{Of: "bbolt", Number: strings.TrimPrefix(m.Version, "v")}}
		}
	}
	return nil
}
