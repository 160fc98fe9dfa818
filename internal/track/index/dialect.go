package index

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/track/tables"
	"github.com/pressly/goose/v3"
)

// sqlite keeps arrays as bytes: eight for each element, the lowest first.
var sqlite = tables.Dialect{
	Goose:  goose.DialectSQLite3,
	Exists: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1",
	Column: "%s",
	Arg: func(array any) any {
		raw := []byte{}
		switch all := array.(type) {
		case []int64:
			for _, x := range all {
				raw = binary.LittleEndian.AppendUint64(raw, uint64(x))
			}
		case []float64:
			for _, x := range all {
				raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(x))
			}
		}
		return raw
	},
	Scan: func(raw []byte, array any) error {
		const size = 8
		if len(raw)%size != 0 {
			return fmt.Errorf("an array has %d bytes", len(raw))
		}
		for at := 0; at < len(raw); at += size {
			word := binary.LittleEndian.Uint64(raw[at:])
			switch all := array.(type) {
			case *[]int64:
				*all = append(*all, int64(word))
			case *[]float64:
				*all = append(*all, math.Float64frombits(word))
			}
		}
		return nil
	},
}
