package machine

import "strconv"

// ReadChars is how many bytes read and its relatives have given this process
// since it started, from files, pipes and terminals, whether or not a disk was
// touched. What sendfile and copy_file_range moved counts too; mapped memory
// does not, nor does recv. All threads count. The difference of two calls also
// holds the first call's own reading, some hundred bytes. It is false where the
// kernel does not count.
func ReadChars(root string) (bytes uint64, ok bool) {
	for key, value := range pairs(tree(root).text("proc/self/io"), ":") {
		if key == "rchar" {
			n, err := strconv.ParseUint(value, 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}
