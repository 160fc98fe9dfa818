// Package budget says where the time of an operation goes. A row is a count times a price,
// both from ledgers (package launch). The rest of the time is unexplained. Arms and prices were measured in the same rounds, so every sum is made
// per launch, and its interval is that of launches.
//
// CPU samples of a profile are a second source. [RowOf] and [Sampled] put them into the
// same rows, and never into the same sums.
//
// The package declines to measure, and has no words for people but the names of rows.
package budget
