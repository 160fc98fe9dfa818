package interval

import "math"

// A key numbers the floating-point numbers in ascending order: neighbours have
// neighbouring keys, both zeros have the key 0, and the key of -v is minus
// that of v. Halving a range of keys reaches single numbers in 64 steps
// whatever their magnitude, which halving a range of values does not.
type key int64

var (
	lowestKey  = keyOf(math.Inf(-1))
	highestKey = keyOf(math.Inf(1))
)

// keyOf is the key of v, which is not NaN.
func keyOf(v float64) key {
	if v < 0 {
		return -key(math.Float64bits(-v))
	}
	return key(math.Float64bits(v) &^ (1 << 63))
}

// value is the number whose key k is.
func (k key) value() float64 {
	if k < 0 {
		return -math.Float64frombits(uint64(-k))
	}
	return math.Float64frombits(uint64(k))
}

// mid is the key halfway between k and above, rounded down.
func (k key) mid(above key) key {
	return k + key((uint64(above)-uint64(k))/2) // unsigned: the difference may exceed an int64
}

// firstKey is the smallest key in (lo, hi] for which reached holds. Once reached is
// true it must stay true. It takes reached(hi) for granted.
func firstKey(lo, hi key, reached func(float64) bool) key {
	for uint64(hi)-uint64(lo) > 1 {
		if mid := lo.mid(hi); reached(mid.value()) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// nearKey is [firstKey] with a guess: the nearer that is, the fewer keys are tried.
func nearKey(lo, hi, guess key, reached func(float64) bool) key {
	const farthest = 1 << 50 // then halving is as good
	guess = max(lo+1, min(guess, hi))
	above := guess == hi || reached(guess.value()) // or at it
	if above {
		hi = guess
	} else {
		lo = guess
	}
	for step := key(1); step < farthest && uint64(hi)-uint64(lo) > 2*uint64(step); step *= 8 {
		try := lo + step
		if above {
			try = hi - step
		}
		passed := reached(try.value())
		if passed {
			hi = try
		} else {
			lo = try
		}
		if passed != above {
			break
		}
	}
	return firstKey(lo, hi, reached)
}
