// Package index keeps the values of a record in an SQLite file. The next command reads
// only the texts that were added or changed.
//
// The index is disposable, and the text is the truth. A row is used for the text with the
// same SHA-256, and it is checked by hashes of its own. So an old, cut, forged or half
// written index costs time and changes no result. A damaged one is made again, and so is
// one of an older version.
//
// One transaction is one file: killed processes leave whole files only. The index has a
// rollback journal and no WAL. It is then one file, works on network homes too, and its
// writers are short. It is never synced to the disk: a power failure costs no more than
// reading the text again.
package index
