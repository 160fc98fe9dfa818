package machine

import "github.com/bufbench/bufbench/internal/host/procfs"

// tree is a directory that holds proc and sys.
type tree struct{ procfs.Tree }

func treeOf(root string) tree { return tree{procfs.Tree(root)} }
