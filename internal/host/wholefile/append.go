package wholefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Append adds text to a file of lines, and makes the file if there is none. The text
// ends with a newline. If the last line of the file was cut, Append first adds the
// missing newline, so that the text can be read. When Append returns nil the text is
// on the disk; otherwise the file ends as it did.
func Append(path string, text []byte) error { return appendTo(path, text, true) }

// AppendNamed is [Append] for a path that a person named: links are followed, and
// what is no file gets the text directly.
func AppendNamed(path string, text []byte) error {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return writeThrough(path, text)
	}
	return appendTo(path, text, false)
}

func appendTo(path string, text []byte, own bool) error {
	flags := os.O_RDWR | os.O_CREATE
	if own {
		flags |= noFollow
	}
	if info, err := os.Lstat(path); err == nil && own && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "append to", Path: path, Err: errors.New("it is a link, a folder or a device (remove it)")}
	}
	f, err := os.OpenFile(path, flags, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := AppendLines(f, text); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// AppendLines is [Append] for a file that is open for reading and writing. It does
// not sync.
func AppendLines(f *os.File, text []byte) error {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if end > 0 {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, end-1); err != nil {
			return fmt.Errorf("read the last line: %w", err)
		}
		if last[0] != '\n' {
			text = slices.Concat([]byte("\n"), text)
		}
	}
	return AppendWhole(f, text)
}

// AppendWhole writes all of p behind the end of a file, or nothing. It does not
// sync.
func AppendWhole(f *os.File, p []byte) error {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := f.Write(p); err != nil {
		return errors.Join(err, f.Truncate(end))
	}
	return nil
}
