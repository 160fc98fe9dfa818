package result

import "golang.org/x/perf/benchfmt"

// output is what the packages of a text printed, each a stream of its own.
type output struct {
	streams map[string]*stream
	now     *stream          // of the line that is read
	current *benchfmt.Result // holds the configuration of the stream
	events  *events          // nil unless it is the output of go test -json
	only    [1]piece         // room for one
}

func newOutput() output {
	now := &stream{}
	return output{streams: map[string]*stream{"": now}, now: now}
}

// stream is what one package printed; a text that is not the output of go test
// -json has one.
type stream struct {
	config  config
	begun   []byte // a line with a name, whose figures are still to come
	begunAt int
}

// enter is for a line that a package printed.
func (o *output) enter(from string) {
	s := o.streams[from]
	if s == nil {
		s = &stream{}
		o.streams[from] = s
	}
	if s == o.now {
		return
	}
	if o.current != nil {
		o.now.config.leave(o.current)
	}
	s.config.enter()
	o.now = s
}
