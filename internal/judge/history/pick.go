package history

// pick returns the value that would be x[k] if x were sorted. It moves values in x about.
// Sorting all of them would cost more than the search for changes.
func pick(x []float64, k int) float64 {
	low, high := 0, len(x)-1
	for low < high {
		pivot := middleOfThree(x[low], x[(low+high)/2], x[high])
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return x[k]
		}
	}
	return x[k]
}

func middleOfThree(a, b, c float64) float64 {
	return max(min(a, b), min(max(a, b), c))
}

// median returns the median of x, and 0 for none. It moves values in x about.
func median(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	high := pick(x, len(x)/2)
	if len(x)%2 == 1 {
		return high
	}
	low := x[0] // the largest of the lower half, which pick left in front
	for _, v := range x[1 : len(x)/2] {
		low = max(low, v)
	}
	return low/2 + high/2
}
