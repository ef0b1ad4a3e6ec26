package rootfs

import "golang.org/x/sys/unix"

func place(old, new string) error { return unix.RenamexNp(old, new, unix.RENAME_EXCL) }
