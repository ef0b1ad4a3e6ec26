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
	for part := range strings.SplitSeq(p, "/") {
		if strings.EqualFold(part, ".git") || strings.EqualFold(part, "git~1") {
			return bad("git keeps its own files there")
		}
	}
	if strings.ContainsRune(p, 0) {
		return bad("a NUL byte in its name")
	}
	return nil
}

// validBytes is fs.ValidPath, but allows names that are not UTF-8, as Unix does.
func validBytes(p string) bool {
	return fs.ValidPath(strings.ToValidUTF8(p, "_"))
}
