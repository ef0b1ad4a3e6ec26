package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// holds tells which notes of a shared doc stay here for now: an entry before its
// day, and what an editor holds with changes. Whoever is named gets all.
func holds(s *cli.Session, w *cli.Workspace, repo string, named []string) func(inside string) bool {
	all := map[string]bool{}
	for _, handle := range named {
		all[handle] = true
	}
	today := s.Today()
	return func(inside string) bool {
		path := repo + "/" + inside
		info := page.ParsePath(path)
		return !all[info.Person] && (info.Kind == page.KindEntry && info.Date.After(today) || s.Unsaved(w.Dir, path) != nil)
	}
}

// tellingLine is how long a line is that cannot be in two notes by chance.
const tellingLine = 20

// guard looks at what is about to leave a shared doc: nothing of anybody else,
// nothing private. What is new in kind is shown first, and asked about.
func guard(s *cli.Session, w *cli.Workspace, sh history.Shared) func(context.Context, *shared.Next) error {
	return func(ctx context.Context, next *shared.Next) error {
		p := w.Person(path.Base(sh.Repo))
		if p == nil {
			return fmt.Errorf("nobody is called %s", path.Base(sh.Repo))
		}
		for _, f := range next.Files {
			if err := foreign(w, p, f); err != nil {
				return err
			}
		}
		if err := oneSided(sh.Repo, next); err != nil {
			return err
		}
		if err := privateLines(ctx, w, sh.Repo, next); err != nil {
			return err
		}
		return firsts(ctx, s, p, sh.Repo, next)
	}
}

// oneSided refuses keys that only one side has a say in.
func oneSided(repo string, next *shared.Next) error {
	for _, f := range next.Files {
		if key, line := notes.OneSided(repo+"/"+f.Inside, f.New); key != "" {
			return cli.Hinted(fmt.Errorf("%s/%s:%d: %s is yours alone, so nothing was sent", repo, f.Inside, line, key), "take the line out, then: oneonone sync")
		}
	}
	return nil
}

// foreign refuses a file that is no part of a person's doc, or whose name names
// somebody else.
func foreign(w *cli.Workspace, p *notes.Person, f shared.File) error {
	if f.Mode == "" {
		return nil
	}
	at := "people/" + p.Handle + "/" + f.Inside
	remove := func(reason string) error {
		return cli.Hinted(fmt.Errorf("%s is not sent to %s: %s", at, p.FirstName(), reason),
			"take it out: oneonone git -C people/%s rm --cached -- %s && oneonone git -C people/%s commit -m \"Remove a file\"; or rename it", p.Handle, text.ShellWord(f.Inside), p.Handle)
	}
	top, _, _ := strings.Cut(f.Inside, "/")
	switch {
	case top == "people" || top == page.PrivateDir || top == "templates" || top == "questions" || f.Inside == page.SettingsFile,
		strings.HasPrefix(path.Base(f.Inside), ".") && path.Base(f.Inside) != ".gitattributes" && path.Base(f.Inside) != ".gitignore":
		return remove("it is no part of the doc")
	case f.Mode != "100644" && f.Mode != "100755":
		return remove("it is a link")
	}
	inside := strings.Fields(words(f.Inside))
	for _, other := range w.People() {
		if other == p {
			continue
		}
		for _, name := range append(other.Called(), other.Handle, other.FirstName()) {
			if containsWords(inside, strings.Fields(strings.ToLower(name))) {
				return remove("its name contains the name of " + other.FirstName())
			}
		}
	}
	return nil
}

// containsWords reports whether words stand in others, one after another.
func containsWords(all, some []string) bool {
	for i := range all {
		if len(some) > 0 && len(all)-i >= len(some) && strings.Join(all[i:i+len(some)], " ") == strings.Join(some, " ") {
			return true
		}
	}
	return false
}

// privateLines refuses lines that stand in private notes, of whomever, unless the
// remote has them already, or they were shown when the doc was shared.
func privateLines(ctx context.Context, w *cli.Workspace, repo string, next *shared.Next) error {
	var changes []page.Change
	for _, f := range next.Files {
		changes = append(changes, page.Change{Path: repo + "/" + f.Inside, Old: f.Old, New: f.New})
	}
	known := map[string]bool{}
	for _, lines := range []func(context.Context) (map[string]bool, error){next.OnRemote, next.Shown} {
		all, err := lines(ctx)
		if err != nil {
			return err
		}
		for l := range all {
			known[words(l)] = true
		}
	}
	return unsaid(w, changes, known)
}

// Unsaid refuses notes for somebody else to read that have lines of private ones.
func Unsaid(w *cli.Workspace, doc []page.Change) error { return unsaid(w, doc, map[string]bool{}) }

func unsaid(w *cli.Workspace, doc []page.Change, known map[string]bool) error {
	known[""] = true
	var private map[string]string
	for _, c := range doc {
		if page.ParsePath(c.Path).Private {
			continue
		}
		n := 0
		for l := range strings.Lines(string(c.New)) {
			n++
			line := words(l)
			if known[line] {
				continue
			}
			if private == nil {
				var err error
				if private, err = privateOf(w.FS); err != nil {
					return fmt.Errorf("looking for private lines: %w", err)
				}
			}
			if at, is := private[line]; is {
				return cli.Hinted(fmt.Errorf("%s:%d stands in private notes too (%s): nothing was sent", c.Path, n, at),
					"take the line out of one of the two")
			}
		}
	}
	return nil
}

// telling is what a line says; "" for one that is too short to tell of anything.
func telling(line string) string {
	if w := words(line); utf8.RuneCountInString(strings.TrimSpace(line)) >= tellingLine && utf8.RuneCountInString(w) >= tellingLine/2 {
		return w
	}
	return ""
}

// number is what a line of a numbered list begins with, box a task's box.
var (
	number = regexp.MustCompile(`^[\s>]*\d+[.)]\s`)
	box    = regexp.MustCompile(`\[[ xX-]\]\s`)
)

// words are those of a line in lower case, whatever marks stand around them: a
// bullet, a box, a quote, bold type, the end of a sentence.
func words(line string) string {
	line = box.ReplaceAllString(number.ReplaceAllString(line, ""), "")
	return strings.Join(strings.FieldsFunc(strings.ToLower(norm.NFC.String(line)), func(r rune) bool {
		return !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit)
	}), " ")
}

// privateOf are the telling lines of all private notes, and where they stand.
func privateOf(files fs.FS) (map[string]string, error) {
	lines := map[string]string{}
	return lines, fs.WalkDir(files, page.PrivateDir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() {
			return nil
		}
		src, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		n := 0
		for l := range strings.Lines(string(src)) {
			n++
			if line := telling(l); line != "" {
				if _, had := lines[line]; !had {
					lines[line] = fmt.Sprintf("%s:%d", p, n)
				}
			}
		}
		return nil
	})
}
