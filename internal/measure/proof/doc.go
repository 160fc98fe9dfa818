// Package proof tests the claim of every arm of a scenario before any timing ([Prover]).
// It reports its observations per arm ([Evidence]).
//
// It watches the same operations that are timed later. The block's observer lets the
// owner change a byte after an operation acquired it and before the operation consumes
// it. A view's checksum follows the change, and a copy's does not.
package proof
