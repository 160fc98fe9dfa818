package machine

// exam is a machine while it is examined.
type exam struct {
	tree
	process process
	paused  bool   // whether since are counts of the pause, or of all time
	since   counts // what was counted
}
