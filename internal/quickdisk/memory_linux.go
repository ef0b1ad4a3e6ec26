package quickdisk

import "golang.org/x/sys/unix"

// enough is more bytes than all tests together use at any moment.
const enough = 2 << 30

func inMemory() string {
	const dir = "/dev/shm"
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil || fs.Type != unix.TMPFS_MAGIC || fs.Bavail*uint64(fs.Bsize) < enough {
		return ""
	}
	return dir
}
