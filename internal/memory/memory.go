// Package memory keeps what a run has read of the notes for the next one.
package memory

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"oneonone/internal/rootfs"
)

// Memory keeps what a run has read of the notes for the next one, inside the
// folder's git directory: there it is as private as the notes' own history, is
// never pushed, and goes when the repository goes. It holds nothing that
// cannot be read anew, so its failures are silent, and losing it costs time
// only.
type Memory struct {
	dir string // "": there is no repository to keep it in
}

// memoryDir is the directory's name inside the git directory.
const memoryDir = "oneonone-read"

// In is the memory in a git directory.
func In(gitDir string) Memory {
	dir := filepath.Join(gitDir, memoryDir)
	if st, err := os.Lstat(dir); err == nil && !st.IsDir() {
		return Memory{} // a link leads elsewhere
	}
	return Memory{dir: dir}
}

// Load gives what was last saved for a person, nil when there is nothing.
func (m Memory) Load(person string) []byte {
	if m.dir == "" {
		return nil
	}
	data, err := rootfs.ReadPath(filepath.Join(m.dir, person))
	if err != nil {
		return nil
	}
	return data
}

// People are those for whom something is kept.
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
		if !strings.HasPrefix(f.Name(), ".") {
			people = append(people, f.Name())
		}
	}
	return people
}

// SavedAt is when what is kept for a person was saved.
func (m Memory) SavedAt(person string) time.Time {
	st, err := os.Stat(filepath.Join(m.dir, person))
	if err != nil {
		return time.Time{}
	}
	return st.ModTime()
}

// Save replaces what is kept for a person; nil removes it. A crash leaves the old or the new;
// what it might tear is found out by its checksum.
func (m Memory) Save(person string, data []byte) {
	if m.dir == "" || os.MkdirAll(m.dir, 0o700) != nil {
		return
	}
	if data == nil {
		os.Remove(filepath.Join(m.dir, person))
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
		err = os.Rename(tmp.Name(), filepath.Join(m.dir, person))
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
}
