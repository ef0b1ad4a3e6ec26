package rootfs

import "time"

// Settle is how long files must have been left alone before a look at them: a
// change after the look then shows another time, however coarse the file system's
// clock is.
const Settle = 2 * time.Second

// SettlesIn replaces [Settle] by another time, for tests that cannot wait so
// long.
func (f *FS) SettlesIn(d time.Duration) { f.settle = d }

// Stamp tells whether files have changed since an earlier look, without opening them.
type Stamp struct {
	// Sum is a hash of the names, sizes, inodes and times, including ctime, which
	// nobody can set back.
	Sum [32]byte
	// Settled says that an equal Sum means equal bytes: the file system keeps honest
	// times, and nothing was written just before the look.
	Settled bool
}

// FileStamp is the stamp of one file.
type FileStamp struct {
	Name    string
	Sum     [16]byte
	Settled bool
}
