package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/gitrewrite"
	"oneonone/internal/history"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// firsts shows the new files about to be sent, and asks first when something of a
// new kind (an attachment, a comment) would be sent, or when a doc sent for the
// first time says more than was shown.
func firsts(ctx context.Context, s *cli.Session, p *notes.Person, repo string, next *shared.Next) error {
	there, err := next.OnRemote(ctx)
	if err != nil {
		return err
	}
	shown, err := next.Shown(ctx)
	if err != nil {
		return err
	}
	first, err := next.First(ctx)
	if err != nil {
		return err
	}
	seen := append(there, shown...)
	commented := slices.ContainsFunc(seen, func(b []byte) bool { return bytes.Contains(b, []byte("<!--")) })
	var news []string
	for _, f := range next.Files {
		if strings.HasPrefix(f.Inside, gitrewrite.ErasedDir+"/") {
			continue // a file that only names a commit
		}
		if f.Old == nil {
			s.Say("to %s: %s/%s, %s", p.FirstName(), repo, f.Inside, text.Count(bytes.Count(f.New, []byte("\n")), "line", "lines"))
		}
		if f.Old == nil && page.ParsePath(repo+"/"+f.Inside).Kind == page.KindOther {
			news = append(news, "the attachment "+f.Inside)
		}
		switch line := commentLine(f.New); {
		case first:
			news = append(news, unseen(repo+"/"+f.Inside, f.New, seen)...)
		case line != "" && !commented:
			news, commented = append(news, "a comment: "+line), true
		}
	}
	if len(news) == 0 {
		return nil
	}
	for _, what := range news {
		s.Say("%s would read for the first time %s", p.FirstName(), what)
	}
	ok, err := s.Confirm(ctx, "send it?")
	if err == nil && !ok {
		err = cli.Hinted(errors.New("nothing was sent"), "oneonone --yes sync %s sends it", p.Handle)
	}
	return err
}

// unseen are the lines of a file that none of the texts has, with their places.
func unseen(path string, src []byte, seen [][]byte) []string {
	known := map[string]bool{"": true}
	for _, b := range seen {
		for l := range strings.Lines(string(b)) {
			known[strings.TrimSpace(l)] = true
		}
	}
	var lines []string
	n := 0
	for l := range strings.Lines(string(src)) {
		n++
		if l = strings.TrimSpace(l); !known[l] {
			lines = append(lines, fmt.Sprintf("%s:%d: %s", path, n, l))
		}
	}
	return lines
}

// sayUnsent names the files beside the notes that git does not have: only notes
// are recorded automatically.
func sayUnsent(s *cli.Session, w *cli.Workspace, sh history.Shared) {
	files, _ := fs.ReadDir(w.FS, sh.Repo)
	tracked := sh.Repository().Tracks()
	var names []string
	for _, f := range files {
		if page.ParsePath(sh.Repo+"/"+f.Name()).Kind == page.KindOther && f.Type().IsRegular() && !strings.HasPrefix(f.Name(), ".") &&
			!tracked(f.Name()) {
			names = append(names, text.ShellWord(f.Name()))
		}
	}
	if len(names) > 0 {
		git := "oneonone git -C " + sh.Repo
		s.Say("not sent, as it is not a note: %s; to send it: %s add %s && %s commit -m Attach", strings.Join(names, " "), git, strings.Join(names, " "), git)
	}
}

// commentLine is the first line of a text that begins an HTML comment.
func commentLine(src []byte) string {
	for line := range strings.Lines(string(src)) {
		if strings.Contains(line, "<!--") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
