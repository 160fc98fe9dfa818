package profdiff

import "strings"

// explains is the share of a total difference that a function must have to be its place.
const explains = 0.5

// Narrowest returns the function to look at first: with all that it calls, it has at least
// half of the total difference, and of such functions it takes least. Functions of the
// runtime and of package testing are none, because who calls them has the reason. It is not
// ok if there is no such function, or if chance may have made the difference.
func (d Difference) Narrowest() (f Function, ok bool) {
	least := 0.
	for _, one := range d.Functions {
		share, known := d.Share(one.Cum)
		if !known || share < explains || one.Cum.Chance || ofGo(one.Name) {
			continue
		}
		takes := one.Cum.Base.PerOp + one.Cum.Head.PerOp
		if !ok || takes < least {
			f, least, ok = one, takes, true
		}
	}
	return f, ok
}

// ofGo reports whether a function is of the runtime or of package testing.
func ofGo(name string) bool {
	for _, prefix := range []string{"runtime.", "internal/runtime/", "testing.", "[", "gcWriteBarrier", "memeqbody", "aeshashbody", "cmpbody", "indexbytebody"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
