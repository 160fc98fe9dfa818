//go:build cgo

#include "_cgo_export.h" // bbAnswer

uint64_t bb_call_back(uint64_t before) { return bbAnswer(before); }
