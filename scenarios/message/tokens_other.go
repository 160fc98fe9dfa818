//go:build !goexperiment.jsonv2 || !go1.27

package message

import "github.com/bufbench/bufbench/bench"

// tokens has none: this build has no encoding/json/jsontext.
func tokens() []bench.Arm[*Encoded] { return nil }
