package rootfs

import (
	"slices"

	"golang.org/x/sys/unix"
)

// honestTypes are local file systems that change a file's ctime whenever its
// bytes change, and let nobody set it. Others, such as FAT, network and FUSE
// mounts, may not.
var honestTypes = []uint32{unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.F2FS_SUPER_MAGIC,
	unix.TMPFS_MAGIC, unix.OVERLAYFS_SUPER_MAGIC, 0x2fc12fc1 /* ZFS */, 0xca451a4e /* bcachefs */}

func honest(fd int) bool {
	var st unix.Statfs_t
	return unix.Fstatfs(fd, &st) == nil && slices.Contains(honestTypes, uint32(st.Type))
}
