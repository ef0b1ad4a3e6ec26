package noterepo

import (
	"path"
	"strings"
)

// Notes are written beside the original with one of these suffixes and moved into
// place, so that a reader sees either the old note or the new one. A .tmp holds
// only our own unfinished text; a .swap may hold what somebody else saved at the
// same moment.
const (
	TmpMark = ".oneonone-"
	TmpEnd  = ".tmp"
	SwapEnd = ".swap"
)

// Leftover recognises a file of ours and tells which note it belongs to.
func Leftover(name string) (target, end string, ok bool) {
	i := strings.LastIndex(name, TmpMark)
	if i < 1 || name[0] != '.' {
		return "", "", false
	}
	end = path.Ext(name)
	return name[1:i], end, end == TmpEnd || end == SwapEnd
}

// EditorFiles are ignore rules for what editors, merge tools and a killed
// command leave beside a note: text that was not meant to stay, or not to be
// seen. They were found by watching vim, emacs, nano, kate, joe, LibreOffice and
// git.
var EditorFiles = []string{"*~", ".*.sw?", ".*.kate-swp", `\#*#`, ".#*", "4913", "*.save", "*.orig", "*.rej", "*.bak", "*.tmp", ".~lock.*#", ".*.oneonone-*.swap"}

// IgnoreEditorFiles makes the repository ignore what editors leave among its
// notes, by a file that is never committed. In a repository around the folder the
// rules cover only the folder.
func (r *Repo) IgnoreEditorFiles() error {
	for _, rule := range EditorFiles {
		if r.Rel == "" && r.Prefix != "" {
			rule = "/" + r.Prefix + "**/" + strings.TrimPrefix(rule, `\`)
		}
		if err := r.Exclude(rule); err != nil {
			return err
		}
	}
	return nil
}
