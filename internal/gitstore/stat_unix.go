//go:build unix

package gitstore

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// statAt reads what git keeps of a file in its index, without following links.
func statAt(dirfd int, name string) (stat, error) {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(dirfd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return stat{}, err
		}
		break
	}
	return stat{
		ctimeSec: uint32(st.Ctim.Sec), ctimeNsec: uint32(st.Ctim.Nsec),
		mtimeSec: uint32(st.Mtim.Sec), mtimeNsec: uint32(st.Mtim.Nsec),
		dev: uint32(st.Dev), ino: uint32(st.Ino), uid: st.Uid, gid: st.Gid, size: uint32(st.Size),
		regular: st.Mode&unix.S_IFMT == unix.S_IFREG, dir: st.Mode&unix.S_IFMT == unix.S_IFDIR,
		exec: st.Mode&0o100 != 0,
	}, nil
}

// dirHandle is an open directory that files are looked up in.
type dirHandle struct{ fd int }

func openDir(p string) (dirHandle, error) {
	fd, err := unix.Open(p, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	return dirHandle{fd}, err
}

func (d dirHandle) stat(name string) (stat, error) { return statAt(d.fd, name) }

func (d dirHandle) close() { unix.Close(d.fd) }

func statFile(p string) (stat, error) { return statAt(unix.AT_FDCWD, p) }

func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// syncDir makes a directory's names durable. File systems that cannot sync a
// directory say EINVAL, and need not.
func syncDir(f *os.File) error {
	err := f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

// ownedByOther reports whether another user owns p, which git calls dubious.
func ownedByOther(p string) bool {
	var st unix.Stat_t
	return unix.Lstat(p, &st) == nil && int(st.Uid) != os.Geteuid()
}
