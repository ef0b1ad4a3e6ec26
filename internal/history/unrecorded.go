package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"oneonone/internal/rootfs"
)

// unrecorded is a command that was saved and that git could not record. It is
// kept in the git directory, so that it is recorded under its own name once git
// can: an undo that skipped it would undo the wrong command.
type unrecorded struct {
	ID, Subject, Body, Undoes, Redoes, Renamed string
	// Files are the checksums of what was saved, "" for a file that was removed.
	Files map[string]string
}

const unrecordedFile = "oneonone.unrecorded"

func sumOf(b []byte) string {
	if b == nil {
		return ""
	}
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// onDisk is what a file holds, nil when it cannot be read.
func (h *History) onDisk(p string) []byte {
	b, err := rootfs.ReadFile(h.root, p)
	return orNil(b, err == nil)
}

// keepUnrecorded remembers a command. Failures are ignored: the notes are the
// same without.
func (h *History) keepUnrecorded(g group, plan map[string][]byte, msg Message, id string) {
	if g.repo == nil || msg.Edits {
		return
	}
	u := unrecorded{ID: id, Subject: msg.Subject, Body: msg.Body, Undoes: msg.undoes, Redoes: msg.redoes, Renamed: msg.renamed, Files: map[string]string{}}
	for _, p := range g.paths {
		b, ok := plan[p]
		if !ok {
			if b = h.onDisk(p); b == nil {
				continue // not removed by the command
			}
		}
		u.Files[p] = sumOf(b)
	}
	if b, err := json.Marshal(u); err == nil {
		g.repo.Keep(unrecordedFile, b)
	}
}

func unrecordedIn(r *repo) *unrecorded {
	b, err := rootfs.ReadPath(filepath.Join(r.GitDir, unrecordedFile))
	var u unrecorded
	if err != nil || json.Unmarshal(b, &u) != nil || len(u.Files) == 0 {
		return nil
	}
	return &u
}

// finishUnrecorded records the command that could not be recorded before, when
// its files are still as it saved them; otherwise they are outside edits by now.
// The caller holds the lock.
func (h *History) finishUnrecorded(ctx context.Context, g group) (*Commit, error) {
	if g.repo == nil {
		return nil, nil
	}
	u := unrecordedIn(g.repo)
	if u == nil {
		return nil, nil
	}
	own := group{repo: g.repo, settings: g.settings}
	plan := map[string][]byte{}
	var c *Commit
	for p, sum := range u.Files {
		own.paths = append(own.paths, p)
		plan[p] = h.onDisk(p)
		if sumOf(plan[p]) != sum {
			own.paths = nil
			break
		}
	}
	if own.paths != nil {
		var err error
		id := u.ID
		msg := Message{Subject: u.Subject, Body: u.Body, undoes: u.Undoes, redoes: u.Redoes, renamed: u.Renamed}
		if c, err = h.commit(ctx, own, plan, msg, &id); err != nil {
			return nil, err
		}
	}
	return c, os.Remove(filepath.Join(g.repo.GitDir, unrecordedFile))
}

// finishAll records what commands before this one could not. The error says
// why one of them still cannot be recorded.
func (h *History) finishAll(ctx context.Context) error {
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		u := unrecordedIn(r)
		if u == nil {
			continue
		}
		var paths []string
		for p := range u.Files {
			paths = append(paths, p)
		}
		_, err := h.locked(ctx, paths, func(groups []group) (*Result, error) {
			for _, g := range groups {
				if _, err := h.finishUnrecorded(ctx, g); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// likeDisk gives git's version of a note the line ends that it has on disk: a
// checkout may write other ones than the note was saved with.
func likeDisk(b, disk []byte) []byte {
	crlf, lf := []byte("\r\n"), []byte("\n")
	if b == nil || disk == nil || !bytes.Contains(disk, lf) {
		return b
	}
	plain := bytes.ReplaceAll(b, crlf, lf)
	if bytes.Count(disk, crlf) == bytes.Count(disk, lf) {
		return bytes.ReplaceAll(plain, lf, crlf)
	}
	if !bytes.Contains(disk, crlf) {
		return plain
	}
	return b
}
