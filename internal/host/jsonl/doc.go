// Package jsonl reads lines of JSON that another program wrote: answers of
// children, journals. Memory is bounded, whatever the lines hold.
package jsonl
