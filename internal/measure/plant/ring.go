package plant

// Cut returns the parts per pass for an operation of so many parts, which must be whole
// passes.
type Cut func(parts int) int

// Uncut makes each pass one part.
func Uncut(int) int { return 1 }

// OnePass makes an operation of one pass.
func OnePass(parts int) int { return parts }

// ring reads or copies a source part by part, round and round, so that one more part is
// more of the same work. Every operation begins one part behind the start of the last,
// in both arms. So both find the same of the rival's operation in the caches.
type ring struct {
	parts, perPass, ops int
	size                int
	part                func(from, to int) uint64
}

// run implements an [Arm].
func (r *ring) run(n, extra int) (sum uint64) {
	for range n {
		at := r.ops % r.perPass
		r.ops++
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

// keep holds the checksums of planted parts.
var keep uint64
