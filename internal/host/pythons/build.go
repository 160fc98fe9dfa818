package pythons

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Root is the folder of this module. The working directory is in it.
func Root() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("find the folder of the module: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// Go builds the module name into dir from the Go package at path below root:
// the documented command, for p's version.
func (p Python) Go(root, path, dir string) error {
	name := filepath.Base(path)
	cmd := exec.Command("go", "build", "-buildmode=c-shared", "-tags", "cpython",
		"-o", filepath.Join(dir, name+".so"), "./"+filepath.ToSlash(path))
	cmd.Dir = root
	cmd.Env = append(os.Environ(),
		"CGO_ENABLED=1",
		"PKG_CONFIG_PATH="+p.PkgConfig,
		// Go's build cache does not look at what pkg-config prints.
		"CGO_CFLAGS=-O2 -g -DBUFBENCH_PYTHON="+p.Minor())
	return p.build(cmd, name)
}

// C builds the module name into dir from C sources, which find headers in the
// folders include too.
func (p Python) C(dir, name string, include []string, sources ...string) error {
	args := []string{"-shared", "-fPIC", "-O2", "-o", filepath.Join(dir, name+".so")}
	for _, folder := range append([]string{p.Headers}, include...) {
		args = append(args, "-I", folder)
	}
	return p.build(exec.Command("cc", append(args, sources...)...), name)
}

// build runs a compiler.
func (p Python) build(cmd *exec.Cmd, name string) error {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("build module %s for python %s: %w\n%s", name, p.Version, err, &said)
	}
	return nil
}

// Command is `python3 -c code`, which finds modules in dir.
func (p Python) Command(dir, code string, args ...string) *exec.Cmd {
	cmd := exec.Command(p.Program, append([]string{"-c", code}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+dir, "PYTHONHASHSEED=1")
	cmd.Dir = dir
	return cmd
}
