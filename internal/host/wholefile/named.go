package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteNamed writes a text to a path that a person named. Unlike [Write] it follows
// links, and what is no file, such as /dev/null, a pipe or this process's standard
// output, gets the text directly.
func WriteNamed(path string, text []byte) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		for _, stream := range []*os.File{os.Stdout, os.Stderr} {
			if open, err := stream.Stat(); err == nil && os.SameFile(open, info) {
				_, err := stream.Write(text)
				return err
			}
		}
		if !info.Mode().IsRegular() {
			return writeThrough(path, text)
		}
	}
	if path, err = follow(path); err != nil {
		return err
	}
	return Write(path, text)
}

// writeThrough writes to what is no file.
func writeThrough(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// follow is where a path leads, whether there is a file or not.
func follow(path string) (string, error) {
	const most = 40
	for range most {
		target, err := os.Readlink(path)
		if err != nil { // it is no link, or nothing; whoever writes says what is wrong
			return path, nil
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", &fs.PathError{Op: "write", Path: path, Err: fmt.Errorf("more than %d links", most)}
}
