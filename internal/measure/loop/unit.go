package loop

// Units are the lines of Go benchmark text about units: the better direction of each.
// Copied bytes are exact.
func Units() []string {
	return []string{
		"Unit ns/op better=lower",
		"Unit cpu-ns/op better=lower",
		"Unit process-cpu-ns/op better=lower",
		"Unit gc-cpu-ns/op better=lower",
		"Unit B/s better=higher",
		"Unit MB/s better=higher",
		"Unit B/op better=lower",
		"Unit allocs/op better=lower",
		"Unit copied-B/op better=lower assume=exact",
		"Unit minflt/op better=lower",
		"Unit " + BystanderUnit + " better=lower",
	}
}

// BystanderUnit is the unit of a bystander's delay: the mean, per wake-up.
const BystanderUnit = "bystander-ns"
