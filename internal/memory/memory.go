// Package memory keeps what a run has read of the notes for the next one.
package memory

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"oneonone/internal/rootfs"
	"oneonone/notes/recall"
)

// Memory keeps what a run has read of the notes for the next one, inside the
// folder's git directory: there it is as private as the notes' own history, is
// never pushed, and goes when the repository goes. It holds nothing that cannot
// be read again, so its failures are silent, and losing it costs only time.
type Memory struct {
	dir string // "": there is no repository to keep it in
}

// memoryDir is the directory's name inside the git directory.
const memoryDir = "oneonone-read"

// In is the memory in a git directory.
func In(gitDir string) Memory {
	dir := filepath.Join(gitDir, memoryDir)
	if st, err := os.Lstat(dir); err == nil && !st.IsDir() {
		return Memory{} // a link would lead elsewhere
	}
	return Memory{dir: dir}
}

// file is the file with a part of what is kept for a person. No handle has a space.
func (m Memory) file(person string, part recall.Part) string {
	name := person
	if part != recall.ActionPart {
		name += " " + string(part)
	}
	return filepath.Join(m.dir, name)
}

// Load returns what was last saved for a person, nil when there is nothing.
func (m Memory) Load(person string, part recall.Part, room []byte) []byte {
	if m.dir == "" {
		return nil
	}
	data, err := rootfs.ReadInto(m.file(person, part), room)
	if err != nil {
		return nil
	}
	return data
}

// People are the people for whom something is kept.
func (m Memory) People() []string {
	if m.dir == "" {
		return nil
	}
	files, err := os.ReadDir(m.dir)
	if err != nil {
		return nil
	}
	var people []string
	for _, f := range files {
		person, _, _ := strings.Cut(f.Name(), " ")
		if !strings.HasPrefix(person, ".") && !slices.Contains(people, person) {
			people = append(people, person)
		}
	}
	return people
}

// SavedAt is when the oldest of what is kept for a person was saved.
func (m Memory) SavedAt(person string) (oldest time.Time) {
	for _, part := range recall.Parts {
		st, err := os.Stat(m.file(person, part))
		if err == nil && (oldest.IsZero() || st.ModTime().Before(oldest)) {
			oldest = st.ModTime()
		}
	}
	return oldest
}

// Confirm makes what is kept for a person count as saved now: it rewrites a byte,
// so that the file system sets the time.
func (m Memory) Confirm(person string) {
	for _, part := range recall.Parts {
		file, err := rootfs.OpenOwn(m.file(person, part), os.O_RDWR, 0)
		if err != nil {
			continue
		}
		var first [1]byte
		if _, err := file.ReadAt(first[:], 0); err == nil {
			_, _ = file.WriteAt(first[:], 0) // if it fails, the notes are checked once more
		}
		file.Close()
	}
}

// Save replaces a part of what is kept for a person; nil removes it. A crash leaves
// the old or the new; a torn file is detected by its checksum.
func (m Memory) Save(person string, part recall.Part, data []byte) {
	if m.dir == "" {
		return
	}
	if data == nil {
		os.Remove(m.file(person, part))
		return
	}
	if os.MkdirAll(m.dir, 0o700) != nil {
		return
	}
	tmp, err := os.CreateTemp(m.dir, ".new-") // 0600
	if err != nil {
		return
	}
	_, err = tmp.Write(data)
	if closeErr := tmp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), m.file(person, part))
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
}
