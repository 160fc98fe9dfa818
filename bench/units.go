package bench

// Units are the lines by which Go benchmark text says of each unit which
// direction is better, and which are exact counters.
var Units = []string{
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
