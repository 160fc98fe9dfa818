//go:build asan

package plant_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/measure/plant"
)

// Else the control of freed memory is skipped in the only build that can try
// it.
func TestThisBuildIsSanitized(t *testing.T) {
	if err := plant.Sanitized(); err != nil {
		t.Errorf("Sanitized = %v in a build with -asan, want nil", err)
	}
}
