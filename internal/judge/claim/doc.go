// Package claim holds published claims about copies and views against the measurements
// made here. It owns the list of claims with their sources and conditions, and the rule
// that confirms or contradicts one. It measures nothing and prints nothing.
//
// A measurement of a claim is an interval, and the claim is a range. A single published
// figure stands for the range within [RatioSlack] or [TimeSlack] of it. A case confirms
// a claim if the whole interval lies within the range, and contradicts it if no part
// does. Otherwise, or without an interval, the case is undecided. A claim is
// contradicted by any case, and confirmed if all measured cases confirm it.
package claim
