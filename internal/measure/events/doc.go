// Package events names what a child can count: the events, their units, and the
// reason why an event is not counted here ([Lack]). It only holds names and words:
// package counters makes the system calls.
package events
