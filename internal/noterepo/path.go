package noterepo

import (
	"fmt"
	"io/fs"
	"strings"
)

// PathError says that a file cannot be written at the path given.
type PathError struct {
	Path, Reason, Hint string
}

func (e *PathError) Error() string { return fmt.Sprintf("writing %s: %s", e.Path, e.Reason) }

// CheckPath refuses what must never be written: paths that leave the folder,
// and git's own files.
func CheckPath(p string) error {
	bad := func(reason string) error {
		return &PathError{Path: p, Reason: reason, Hint: "name a file inside the notes folder"}
	}
	if !fs.ValidPath(p) && !validBytes(p) || p == "." {
		return bad("not a path inside the notes folder")
	}
	for part := range strings.FieldsFuncSeq(p, func(r rune) bool { return r == '/' || r == '\\' }) {
		if isGits(part) {
			return bad("git keeps its own files there")
		}
	}
	if strings.ContainsRune(p, 0) {
		return bad("a NUL byte in its name")
	}
	return nil
}

// isGits reports whether some system takes a name for git's own directory: macOS
// ignores characters without width, Windows whatever follows a colon, and spaces and
// dots at the end.
func isGits(name string) bool {
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x200c && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x206a && r <= 0x206f, r == 0xfeff:
			return -1
		}
		return r
	}, name)
	name, _, _ = strings.Cut(name, ":")
	name = strings.TrimRight(name, " .")
	return strings.EqualFold(name, ".git") || strings.EqualFold(name, "git~1")
}

// validBytes is fs.ValidPath, but allows names that are not UTF-8, as Unix does.
func validBytes(p string) bool {
	return fs.ValidPath(strings.ToValidUTF8(p, "_"))
}
