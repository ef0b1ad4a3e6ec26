//go:build linux || darwin

package rootfs

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// Stamp is the stamp of those files of a directory whose names are of a kind.
// What cannot be looked at has the zero stamp.
func (f *FS) Stamp(dir string, of func(name string) bool) (Stamp, error) {
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
	before := start.Add(-f.settle)
	settled := honest(fd)
	sum := sha256.New()
	var line []byte
	for _, name := range names {
		if !of(name) {
			continue
		}
		var st unix.Stat_t
		if _, err := retried(func() (int, error) { return 0, unix.Fstatat(fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
			return Stamp{}, asPathError(dir+"/"+name, err)
		}
		settled = settled && time.Unix(st.Mtim.Unix()).Before(before) && time.Unix(st.Ctim.Unix()).Before(before)
		line = append(append(line[:0], name...), 0)
		for _, n := range []int64{int64(st.Mode), st.Size, st.Mtim.Nano(), st.Ctim.Nano(), int64(st.Ino)} {
			line = binary.LittleEndian.AppendUint64(line, uint64(n))
		}
		sum.Write(line)
	}
	s := Stamp{Settled: settled}
	sum.Sum(s.Sum[:0])
	return s, nil
}
