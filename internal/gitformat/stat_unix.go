//go:build unix

package gitformat

import (
	"errors"
	"syscall"

	"golang.org/x/sys/unix"
)

// statAt reads what git's index keeps about a file, without following links.
func statAt(dirfd int, name string) (Stat, error) {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(dirfd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return Stat{}, err
		}
		break
	}
	return Stat{
		CtimeSec: uint32(st.Ctim.Sec), CtimeNsec: uint32(st.Ctim.Nsec),
		mtimeSec: uint32(st.Mtim.Sec), mtimeNsec: uint32(st.Mtim.Nsec),
		dev: uint32(st.Dev), Ino: uint32(st.Ino), uid: st.Uid, gid: st.Gid, Size: uint32(st.Size),
		regular: st.Mode&unix.S_IFMT == unix.S_IFREG, dir: st.Mode&unix.S_IFMT == unix.S_IFDIR,
		Exec: st.Mode&0o100 != 0,
	}, nil
}

// DirHandle is an open directory that files are looked up in.
type DirHandle struct{ fd int }

// OpenDir opens a directory to look files up in.
func OpenDir(p string) (DirHandle, error) {
	fd, err := unix.Open(p, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	return DirHandle{fd}, err
}

// Stat is StatFile for a file in the directory.
func (d DirHandle) Stat(name string) (Stat, error) { return statAt(d.fd, name) }

// Close closes the directory.
func (d DirHandle) Close() { unix.Close(d.fd) }

// StatFile is what the index would keep about a file.
func StatFile(p string) (Stat, error) { return statAt(unix.AT_FDCWD, p) }

// IsNotDir reports whether err is because a path leads through a file.
func IsNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
