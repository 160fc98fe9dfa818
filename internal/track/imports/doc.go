// Package imports turns the histories of other tools into runs of a record:
// github-action-benchmark's data.js, gobenchdata's JSON, the results of asv, and Bencher's
// JSON.
//
// What cannot be read is named, and the rest is kept. It opens no file and writes none.
package imports
