package plant

// Cut is how many parts a pass is cut into, such that a life of so many parts
// is whole passes.
type Cut func(parts int) int

// Uncut makes a part of each pass.
func Uncut(int) int { return 1 }

// OnePass makes a life of one pass.
func OnePass(parts int) int { return parts }

// ring reads or copies a source part by part, round and round, so that one
// more part is one part more of the same work. Every life begins a part behind
// the one before it, with both arms alike: what the caches kept of the rival's
// life is then the same for both.
type ring struct {
	parts, perPass, lives int
	size                  int
	part                  func(from, to int) uint64
}

// run implements an [Arm].
func (r *ring) run(n, extra int) (sum uint64) {
	for range n {
		at := r.lives % r.perPass
		r.lives++
		for range r.parts {
			sum += r.at(at)
			at++
		}
		for range extra {
			keep += r.at(at)
			at++
		}
	}
	return sum
}

func (r *ring) at(i int) uint64 {
	i %= r.perPass
	return r.part(i*r.size/r.perPass, (i+1)*r.size/r.perPass)
}

// keep holds the checksums of what was planted.
var keep uint64
