// Package index keeps what was read of a record's files in an SQLite file, so that the
// next command reads only files that were added or changed.
//
// The index is disposable, and the text is the truth. Whatever is taken from the index
// belongs to a file whose whole text has the same SHA-256, and it is checked by hashes of
// its own. So an index that is old, cut, forged or half written costs time and changes no
// result. A damaged one, or one of an older version, is made again.
//
// One transaction is one file, and killed processes leave whole files only. The index has
// a rollback journal and no WAL: it is then one file, which works on network homes too,
// and its writers are short. It is never synced to the disk, because a power failure costs
// no more than reading the text again.
package index
