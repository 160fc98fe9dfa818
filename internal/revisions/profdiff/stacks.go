package profdiff

// Stack is a place in the program, and the number of samples there.
type Stack struct {
	Frames  []string // functions, the innermost first; an inlined function stands before its caller
	Samples int64
}

// Stacks returns the samples of a CPU profile by their stacks.
func (s Side) Stacks() ([]Stack, error) {
	values, err := valuesOf(s.Profile, "samples")
	if err != nil {
		return nil, err
	}
	var all []Stack
	for _, one := range s.Profile.Sample {
		all = append(all, Stack{stack(one), one.Value[values.at]})
	}
	return all, nil
}
