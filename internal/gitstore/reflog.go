package gitstore

import (
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/gitconfig"
	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// appendReflogs writes the two lines git would. Nothing depends on them, so a
// failure is ignored; half a line is removed.
func (r *Repo) appendReflogs(at head, commit gitformat.Hash, who person, words string, cfg Config) {
	verb := "commit: "
	if at.commit.Zero() {
		verb = "commit (initial): "
	}
	subject, _, _ := strings.Cut(words, "\n")
	r.appendMove(at, commit, who, verb+subject, cfg)
}

// appendMove records in the reflogs how the branch got to a commit.
func (r *Repo) appendMove(at head, commit gitformat.Hash, who person, how string, cfg Config) {
	if v, ok := cfg.Get("core.logallrefupdates"); ok && !gitconfig.Truthy(v) && !strings.EqualFold(v, "always") {
		return
	}
	line := at.commit.String() + " " + commit.String() + " " + who.String() + "\t" + how + "\n"
	r.appendLine(filepath.Join(r.commonDir, "logs", filepath.FromSlash(at.branch)), line)
	r.appendLine(filepath.Join(r.GitDir, "logs", "HEAD"), line)
}

func (r *Repo) appendLine(p, line string) {
	if r.git.Step("reflog", p) != nil || os.MkdirAll(filepath.Dir(p), dirPerm) != nil {
		return
	}
	f, err := rootfs.OpenOwn(p, os.O_RDWR|os.O_APPEND|os.O_CREATE, filePerm)
	if err != nil {
		return
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return
	}
	last := []byte{'\n'}
	if st.Size() > 0 {
		f.ReadAt(last, st.Size()-1)
	}
	if last[0] != '\n' {
		line = "\n" + line
	}
	if _, err := f.WriteString(line); err != nil {
		f.Truncate(st.Size())
	}
}
