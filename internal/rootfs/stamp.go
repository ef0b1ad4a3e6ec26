package rootfs

import "time"

// Settle is how long before a look at them files must have been written last:
// what changes after the look then bears another time, however coarse the
// clock of the file system is.
const Settle = 2 * time.Second

// SettlesIn has files settle after another time than [Settle], for tests that
// cannot wait so long.
func (f *FS) SettlesIn(d time.Duration) { f.settle = d }

// Stamp tells files from those of an earlier look without opening them.
type Stamp struct {
	// Sum is of the names, sizes, times and inodes; the time of the last
	// change among them, which nobody can set back.
	Sum [32]byte
	// Settled says that the same sum means the same bytes: the file system keeps
	// honest times, and nothing was written just before the look.
	Settled bool
}

// FileStamp is the stamp of one file.
type FileStamp struct {
	Name    string
	Sum     [16]byte
	Settled bool
}
