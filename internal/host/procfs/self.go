package procfs

import (
	"os"
	"path/filepath"
	"strconv"
)

// ReadChars is how many bytes read and its relatives have given this process
// since it started, from files, pipes and terminals, whether or not a disk was
// touched. What sendfile and copy_file_range moved counts too; mapped memory
// does not, nor does recv. All threads count. The difference of two calls also
// holds the first call's own reading, some hundred bytes. It is false where the
// kernel does not count.
func ReadChars(root string) (bytes uint64, ok bool) {
	for key, value := range Pairs(Tree(root).Text("proc/self/io"), ":") {
		if key == "rchar" {
			n, err := strconv.ParseUint(value, 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

// Calls is how many system calls of this process read or wrote since it started. All
// threads count, and so does the reading of an earlier call of this function. It is
// false where the kernel does not count.
func Calls(root string) (n uint64, ok bool) {
	known := 0
	for key, value := range Pairs(Tree(root).Text("proc/self/io"), ":") {
		if key != "syscr" && key != "syscw" {
			continue
		}
		if calls, err := strconv.ParseUint(value, 10, 64); err == nil {
			n, known = n+calls, known+1
		}
	}
	return n, known == 2
}

// Resident is how much memory of this process is in use: its own, shared memory
// and mapped files. It is false where the kernel does not say.
func Resident(root string) (bytes uint64, ok bool) {
	return kilobytesOf(root, "proc/self/smaps_rollup", "Rss")
}

// ResetPeak lets [Peak] begin anew, at what this process has in use now. The
// error says why the kernel does not let it: an older one, a container that
// hides the file, another system.
func ResetPeak(root string) error {
	const rss = "5" // of the things that the file can reset
	f, err := os.OpenFile(filepath.Join(root, "proc", "self", "clear_refs"), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(rss)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// Peak is how much memory of this process was in use at most: its own, shared
// memory and mapped files, since it began or since [ResetPeak]. The kernel counts
// pages by processor and adds up in dozens, so that it is right to some hundred
// KiB. It is false where the kernel does not say.
func Peak(root string) (bytes uint64, ok bool) {
	return kilobytesOf(root, "proc/self/status", "VmHWM")
}

// Mapped is how much address space this process has mapped, touched or not. It
// is false where the kernel does not say.
func Mapped(root string) (bytes uint64, ok bool) {
	return kilobytesOf(root, "proc/self/status", "VmSize")
}

// HugeBytes is how much of this process lies in transparent huge pages: of its
// own memory, of shared memory and of files. Reading it walks the page tables.
// It is false where the kernel does not say.
func HugeBytes(root string) (bytes uint64, ok bool) {
	for key, value := range Pairs(Tree(root).Text("proc/self/smaps_rollup"), ":") {
		switch key {
		case "AnonHugePages", "ShmemPmdMapped", "FilePmdMapped":
			n, isKB := Kilobytes(value)
			bytes, ok = bytes+n, ok || isKB
		}
	}
	return bytes, ok
}

// kilobytesOf is an entry of a file of entries in kB, in bytes.
func kilobytesOf(root, file, key string) (bytes uint64, ok bool) {
	for at, value := range Pairs(Tree(root).Text(file), ":") {
		if at == key {
			return Kilobytes(value)
		}
	}
	return 0, false
}
