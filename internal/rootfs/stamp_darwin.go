package rootfs

import "golang.org/x/sys/unix"

// honest reports whether a directory is on Apple's own file system, which changes
// a file's ctime with its bytes.
func honest(fd int) bool {
	var st unix.Statfs_t
	return unix.Fstatfs(fd, &st) == nil && unix.ByteSliceToString(st.Fstypename[:]) == "apfs"
}
