package noterepo

import (
	"path"
	"strings"
)

// Notes are written beside themselves under one of these endings and moved
// into place, so that whoever reads sees the old note or the new one. A .tmp
// holds nothing but our own unfinished words; a .swap may hold what somebody
// else saved in the same moment.
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
// command leave beside a note: the text that was not meant to stay, or not to
// be seen. vim, emacs, nano, kate, joe, LibreOffice and git were watched.
var EditorFiles = []string{"*~", ".*.sw?", ".*.kate-swp", `\#*#`, ".#*", "4913", "*.save", "*.orig", "*.rej", "*.bak", "*.tmp", ".~lock.*#", ".*.oneonone-*.swap"}

// IgnoreEditorFiles makes the repository ignore what editors leave among its
// notes, by a file that is never committed. In a repository around the folder
// nothing but the folder is meant.
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
