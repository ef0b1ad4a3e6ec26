package erasing

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// Line is a line about somebody.
type Line struct {
	Path  string
	Line  int // 0 when it is about the whole file
	Text  string
	Stays bool // it is in notes about somebody else
}

// Lines are the fields of a line about somebody.
var Lines = []render.Column[Line]{
	{Name: "path", Doc: "the file", Value: func(l Line) any { return l.Path }},
	{Name: "line", Doc: "the line in it", Value: func(l Line) any {
		if l.Line == 0 {
			return nil
		}
		return l.Line
	}},
	{Name: "where", Doc: "both, for an editor", Shown: true, Fixed: true, Value: func(l Line) any {
		if l.Line == 0 {
			return l.Path
		}
		return l.Path + ":" + strconv.Itoa(l.Line)
	}},
	{Name: "then", Doc: "goes or stays, when the notes are erased", Shown: true, Value: func(l Line) any {
		if l.Stays {
			return "stays"
		}
		return "goes"
	}},
	{Name: "text", Doc: "what it says", Shown: true, Value: func(l Line) any { return l.Text }},
}

// lines are all the lines about somebody in the folder: every line of the notes
// that go, and in all other notes those that name the person.
func (e *Erasure) lines(files fs.FS) ([]Line, error) {
	var all []Line
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := path.Base(p); d.IsDir() && (base == ".git" || strings.HasPrefix(base, ".git.erase")) {
			return fs.SkipDir
		}
		if d.IsDir() || !d.Type().IsRegular() {
			return nil
		}
		goes := e.goes(p)
		if e.only != nil && !goes {
			return nil
		}
		b, err := fs.ReadFile(files, p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
			if goes {
				all = append(all, Line{Path: p, Text: notText(d)})
			}
			return nil
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			if line = strings.TrimSpace(line); line != "" && (goes || e.names.in(line)) {
				all = append(all, Line{Path: p, Line: n, Text: line, Stays: !goes && !(e.only == nil && e.unsaid(p, line))})
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for what names %s: %w", e.handle, err)
	}
	return all, nil
}

func notText(d fs.DirEntry) string {
	if st, err := d.Info(); err == nil && st.Size() <= rootfs.MaxFile {
		return "(no text, " + text.Count(int(st.Size()), "byte", "bytes") + ")"
	}
	return "(no text)"
}

// unsaid reports whether a line of the folder's own files goes with a shared doc:
// its address in the settings, its rule in .gitignore.
func (e *Erasure) unsaid(p, line string) bool {
	switch p {
	case page.SettingsFile:
		return !bytes.Equal(e.unshare([]byte(line+"\n")), []byte(line+"\n"))
	case ".gitignore":
		return len(e.unignore([]byte(line+"\n"))) == 0
	}
	return false
}
