package breakeven_test

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// jitter is what six launches made of one ns.
var jitter = []float64{1.01, 0.98, 1.00, 1.02, 0.99, 1.01}

// launches makes launches in which the speed varies for both rivals alike, and
// the view's a little by itself.
func launches(x, view, copied float64) breakeven.Point {
	p := breakeven.Point{X: x}
	for i, speed := range jitter {
		p.View = append(p.View, view*speed*(1+0.002*float64(i%3-1)))
		p.Copy = append(p.Copy, copied*speed)
	}
	return p
}

// A view has to be made, for 100 ns, and a copy takes 20 ns and 0.25 ns a byte.
func ExampleFind() {
	var points []breakeven.Point
	for _, size := range []float64{16, 64, 256, 1024, 4096, 16384} {
		points = append(points, launches(size, 100+0.1*size, 20+0.35*size))
	}
	search := breakeven.Search{Step: 1}
	a := breakeven.Find(points, search)
	for !a.Sharp() {
		next := a.Next(1)
		fmt.Println(a.Word, "and measure at", next)
		for _, size := range next {
			points = append(points, launches(size, 100+0.1*size, 20+0.35*size))
		}
		a = breakeven.Find(points, search)
	}
	n := a.Crossings[0]
	fmt.Printf("%s: the %s wins above %.0f bytes, within %v\n", a.Word, n.Winner, n.At.Center, n.Within)
	// Output:
	// crosses and measure at [572]
	// crosses: the view wins above 320 bytes, within [256 572]
}

// A fitted set-up of 100 ns is not the 90 ns that a probe took by itself.
func ExampleDisagree() {
	fitted := interval.Estimate{Center: 100, Lo: 97, Hi: 104}
	probe := interval.Estimate{Center: 90, Lo: 89, Hi: 92}
	fmt.Println(breakeven.Disagree(fitted, probe))
	// Output: true
}
