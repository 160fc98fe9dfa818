//go:build asan

package controls_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/measure/controls"
)

// Else the control of freed memory is skipped in the only build that can try
// it.
func TestThisBuildIsSanitized(t *testing.T) {
	if err := controls.Sanitized(); err != nil {
		t.Errorf("Sanitized = %v in a build with -asan, want nil", err)
	}
}
