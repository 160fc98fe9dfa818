package loop

// Units are the lines by which Go benchmark text says which direction is better, per
// unit. Copied bytes are exact.
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
	}
}
