// Package arrow has the C data interface of Apache Arrow: a producer in C lends an array,
// and a consumer in Go gives it back by the producer's callback.
package arrow
