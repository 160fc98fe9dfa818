// Package store holds the scenarios of values that come out of a store: a file of keys and
// values, a cache, a table of a database. A store on disk is a temporary one of the block,
// and is gone with it.
package store
