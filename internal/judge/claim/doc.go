// Package claim holds what others published about copies and views against
// what was measured here. It owns the list of claims, each with its source and
// the condition under which it was made, and the rule by which one is called
// confirmed or contradicted. It measures nothing and prints nothing.
//
// What is measured of a claim is an interval, and what was claimed a range: a
// single figure stands for the range within [RatioSlack] or [TimeSlack] of it.
// A claim is confirmed in a case where the whole interval lies within the
// range, contradicted where no part of it does, and undecided where it reaches
// across an end of the range, or has none. The claim itself is contradicted by
// any case that contradicts it, and confirmed when all cases that were
// measured confirm it.
package claim
