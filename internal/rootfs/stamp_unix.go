//go:build linux || darwin

package rootfs

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// Stamp is the stamp of the files in a directory whose names of accepts. When it
// cannot be taken it is zero.
func (f *FS) Stamp(dir string, of func(name string) bool) (Stamp, error) {
	return f.stamp(dir, of, func(string, []byte, bool) {})
}

// FileStamps is Stamp for each file by itself.
func (f *FS) FileStamps(dir string, of func(name string) bool) (all []FileStamp, whole Stamp, err error) {
	whole, err = f.stamp(dir, of, func(name string, fields []byte, settled bool) {
		sum := sha256.Sum256(fields)
		all = append(all, FileStamp{name, [16]byte(sum[:]), settled})
	})
	return all, whole, err
}

func (f *FS) stamp(dir string, of func(name string) bool, each func(name string, fields []byte, settled bool)) (Stamp, error) {
	start := time.Now()
	d, err := OpenDir(f.root, dir)
	if err != nil {
		return Stamp{}, err
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return Stamp{}, err
	}
	slices.Sort(names)
	fd := int(d.Fd())
	before := start.Add(-f.settle).UnixNano()
	mayBelieve := honest(fd)
	settled := mayBelieve
	var list []byte // of all files: hashing each separately takes longer
	var st unix.Stat_t
	for _, name := range names {
		if !of(name) {
			continue
		}
		if _, err := retried(func() (int, error) { return 0, unix.Fstatat(fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
			return Stamp{}, asPathError(dir+"/"+name, err)
		}
		old := st.Mtim.Nano() < before && st.Ctim.Nano() < before
		settled = settled && old
		list = append(append(list, name...), 0)
		from := len(list)
		for _, n := range [...]int64{int64(st.Mode), st.Size, st.Mtim.Nano(), st.Ctim.Nano(), int64(st.Ino)} {
			list = binary.LittleEndian.AppendUint64(list, uint64(n))
		}
		each(name, list[from:], mayBelieve && old)
	}
	return Stamp{Sum: sha256.Sum256(list), Settled: settled}, nil
}

// DirStamp tells whether the names in a directory have changed since an earlier look,
// without listing them: none comes, goes or becomes another file without changing its
// times.
func (f *FS) DirStamp(name string) (Stamp, error) {
	before := time.Now().Add(-f.settle).UnixNano()
	d, err := OpenDir(f.root, name)
	if err != nil {
		return Stamp{}, err
	}
	defer d.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(d.Fd()), &st); err != nil {
		return Stamp{}, asPathError(name, err)
	}
	stamp := Stamp{Settled: st.Mtim.Nano() < before && st.Ctim.Nano() < before && honest(int(d.Fd()))}
	for i, n := range [...]int64{st.Mtim.Nano(), st.Ctim.Nano(), int64(st.Ino), int64(st.Dev)} {
		binary.LittleEndian.PutUint64(stamp.Sum[8*i:], uint64(n))
	}
	return stamp, nil
}
