package check

import (
	"fmt"
	"io"
	"os"

	"github.com/bufbench/bufbench/internal/result"
)

// maxOnce is the largest text that is kept in memory, in bytes.
const maxOnce = 256 << 20

// once reads the texts of inputs that can be read only once, and keeps them in place:
// standard input, and pipes such as those of <(go test -bench .).
func once(inputs []result.Input, stdin io.Reader) error {
	for i := range inputs {
		in := &inputs[i]
		from, what := stdin, "standard input"
		if in.Path != "-" {
			if info, err := os.Stat(in.Path); err != nil || info.Mode().IsRegular() || info.IsDir() {
				continue // whoever reads it says what is wrong
			}
			f, err := os.Open(in.Path)
			if err != nil {
				return err
			}
			defer f.Close()
			from, what = f, in.Path
		}
		text, err := io.ReadAll(io.LimitReader(from, maxOnce+1))
		switch {
		case err != nil:
			return fmt.Errorf("read %s: %w", what, err)
		case len(text) > maxOnce:
			return fmt.Errorf("read %s: it has more than %d MiB (save it to a file)", what, maxOnce>>20)
		}
		in.Text = append([]byte{}, text...) // not nil, also if it is empty
	}
	return nil
}
