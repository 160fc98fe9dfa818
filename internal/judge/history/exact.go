package history

// counter finds the changes of counts. Every count outside the level is a change, at
// once. The level is the range of counts that were seen on it.
type counter struct {
	level, former span
	points        int // on this level
	returns       int // how often in succession a short level fell back to the former
	last          centre
}

// span is a range of counts. A span of no points is empty.
type span struct {
	least, most float64
	some        bool
}

func (s span) meets(c centre) bool { return s.some && c.least <= s.most && c.most >= s.least }

func (s span) with(least, most float64) span {
	if !s.some {
		return span{least, most, true}
	}
	return span{min(s.least, least), max(s.most, most), true}
}

// add adds a count and returns the change that it is, if it is one. Counts that take
// turns more than once are one level with two counts.
func (k *counter) add(c centre) []Change {
	before := k.last
	k.last = c
	if !k.level.some || k.level.meets(c) {
		k.level = k.level.with(c.least, c.most)
		k.points++
		if k.points >= shortest {
			k.returns = 0
		}
		return nil
	}
	if k.points < shortest && k.former.meets(c) {
		k.returns++
	}
	if k.returns > 1 {
		k.level = k.level.with(k.former.least, k.former.most).with(c.least, c.most)
		k.points++
		return nil
	}
	k.former, k.level, k.points = k.level, span{c.least, c.most, true}, 1
	r, low, high := levels{before: before.value, after: c.value}.ratio()
	return []Change{{
		At: c.index, Low: before.index + 1, High: c.index, Until: c.index,
		Before: before.value, After: c.value,
		Ratio: r, RatioLow: low, RatioHigh: high, Probability: 1,
	}}
}
