package store_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/store"
)

func BenchmarkStoreGet(b *testing.B)     { benchtest.Run(b, store.StoreGet) }
func BenchmarkCacheGet(b *testing.B)     { benchtest.Run(b, store.CacheGet) }
func BenchmarkSQLiteColumn(b *testing.B) { benchtest.Run(b, store.SQLiteColumn) }

func TestProof(t *testing.T) {
	t.Run("StoreGet", func(t *testing.T) { benchtest.Prove(t, store.StoreGet) })
	t.Run("CacheGet", func(t *testing.T) { benchtest.Prove(t, store.CacheGet) })
	t.Run("SQLiteColumn", func(t *testing.T) { benchtest.Prove(t, store.SQLiteColumn) })
}
