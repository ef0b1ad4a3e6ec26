package page_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// TestReading reads the notes of each archive in testdata/reading and
// testdata/golden and compares what was understood with the file "want".
func TestReading(t *testing.T) {
	files, _ := filepath.Glob("testdata/reading/*.txtar")
	golden, _ := filepath.Glob("testdata/golden/*.txtar")
	if len(files) == 0 || len(golden) == 0 {
		t.Fatal("no test data")
	}
	for _, file := range append(files, golden...) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want *txtar.File
			var notes []txtar.File
			for i := range ar.Files {
				if ar.Files[i].Name == "want" {
					want = &ar.Files[i]
				} else {
					notes = append(notes, ar.Files[i])
				}
			}
			if want == nil {
				t.Fatal("the archive has no file want")
			}
			got := []byte(describe(notes, filepath.Dir(file) == "testdata/golden"))
			if os.Getenv("UPDATE") != "" { // read it before it is kept
				want.Data = got
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(want.Data), string(got)); d != "" {
				t.Errorf("what was understood (-want +got):\n%s", d)
			}
		})
	}
}

// A reading that changes without a new number would go on showing what the old
// one remembered. testdata/golden/version pins the two together: where the sum
// is no longer right, raise ReadingVersion and write the line that is asked for.
func TestReadingVersion(t *testing.T) {
	sum := sha256.New()
	for _, dir := range []string{"golden", "reading"} {
		files, _ := filepath.Glob("testdata/" + dir + "/*.txtar")
		for _, file := range files {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var notes []txtar.File
			for _, f := range ar.Files {
				if f.Name != "want" {
					notes = append(notes, f)
				}
			}
			fmt.Fprintln(sum, describe(notes, false))
		}
	}
	want := fmt.Sprintf("%d %x\n", page.ReadingVersion, sum.Sum(nil))
	got, err := os.ReadFile("testdata/golden/version")
	if err != nil || string(got) != want {
		t.Errorf("testdata/golden/version is %q (%v), want %q: is ReadingVersion raised?", got, err, want)
	}
}

// describeRemarks writes down the remarks that say more than their words.
func describeRemarks(b *bytes.Buffer, n *page.Note) {
	for _, m := range n.Remarks() {
		var says []string
		if !m.Toward.IsZero() {
			says = append(says, fmt.Sprintf("%s %s", m.Toward.Way, strings.Join(m.Toward.Whom, "+")))
		}
		if m.Asked {
			says = append(says, strings.TrimSpace("asked "+m.By))
		}
		if m.Answer {
			says = append(says, "answer")
		}
		if m.Kind == page.SectionWish || m.Kind == page.SectionCompetency {
			says = append(says, string(m.Kind))
		}
		says = append(says, strings.Fields(date("said ", m.Said.String())+date(" shared ", m.Shared.String()))...)
		if m.For != "" {
			says = append(says, "for "+m.For)
		}
		if len(says) > 0 {
			fmt.Fprintf(b, "  %d remark %q box=%d: %s\n", m.Line, m.Text, m.Box, strings.Join(says, ", "))
		}
	}
}

// describe writes down what is understood of notes. With threadsOnly it gives
// the threads of each person, without what single notes say.
func describe(files []txtar.File, threadsOnly bool) string {
	g := page.CorpusGrammar()
	var b bytes.Buffer
	byPerson := map[string][]*page.Entry{}
	for _, f := range files {
		if page.ParsePath(f.Name).Kind == page.KindTopPage {
			top := g.ParseTopPage(f.Name, f.Data)
			describeNote(&b, &top.Note, top.Goals(), top.Hopper())
			continue
		}
		e := g.ParseEntry(f.Name, f.Data)
		byPerson[e.Person] = append(byPerson[e.Person], e)
		if threadsOnly {
			continue
		}
		describeNote(&b, &e.Note, e.Goals(), e.Topics())
		for _, v := range e.Explain() {
			switch {
			case v.Accepted:
				fmt.Fprintf(&b, "  %d %s: %s\n", v.Line, v.Rule, describeAction(v.Action))
			case v.What == page.Hinted:
				fmt.Fprintf(&b, "  %d hint: %q %s\n", v.Line, v.Text, v.Rule)
			default:
				fmt.Fprintf(&b, "  %d no %s: %q is %s\n", v.Line, v.What, v.Text, v.Rule)
			}
		}
		for _, tag := range e.Tags() {
			fmt.Fprintf(&b, "  %d #%s %q implied=%v\n", tag.Line, tag.Name, tag.Text, tag.Implied)
		}
		describeRemarks(&b, &e.Note)
	}
	people := make([]string, 0, len(byPerson))
	for p := range byPerson {
		people = append(people, p)
	}
	sort.Strings(people)
	for _, p := range people {
		threads, problems := promise.Threads(g, byPerson[p])
		if threadsOnly {
			fmt.Fprintf(&b, "%s: %d threads\n", p, len(threads))
		}
		for _, t := range threads {
			var lines []string
			for _, a := range t.Lines {
				lines = append(lines, fmt.Sprintf("%s:%d", strings.TrimPrefix(a.Path, "people/"+p+"/"), a.Line))
			}
			fmt.Fprintf(&b, "%s %s %s since %s%s%s: %s\n    %s\n", t.ID[:3], owners(t.Owners), t.State, t.Since,
				date(" due ", t.Due.String()), date(" on ", t.Done.String()), t.Text, strings.Join(lines, " "))
		}
		for _, p := range problems {
			fmt.Fprintf(&b, "problem %s\n", p.Error())
		}
	}
	return b.String()
}

func describeNote(b *bytes.Buffer, n *page.Note, goals []*page.Goal, topics []*page.Topic) {
	fmt.Fprintf(b, "%s\n", n.Path)
	for _, p := range n.Problems {
		fmt.Fprintf(b, "  problem %s\n", p.Error())
	}
	for _, s := range n.Sections() {
		fmt.Fprintf(b, "  section %q %s level %d line %d, %d items, body %q\n", s.Title, s.Kind, s.Level, s.HeadingLine, len(s.Items), short(s.Body()))
	}
	for _, g := range goals {
		fmt.Fprintf(b, "  %d goal %q %s%s%s, %d steps\n", g.Line, g.Text, g.State, date(" due ", g.Due.String()), date(" done ", g.Done.String()), len(g.Steps))
	}
	for _, t := range topics {
		fmt.Fprintf(b, "  %d topic %q waiting=%v hopper=%v%s, words %q, lines %q\n", t.Line, t.Text, t.Waiting, t.Hopper, date(" since ", t.Since.String()), n.Src[t.TextStart:t.TextEnd], short(n.Src[t.Start:t.End]))
	}
}

func describeAction(a *page.Action) string {
	s := fmt.Sprintf("%s %s %q", owners(a.Owners), a.State, a.Text)
	if a.Inherited {
		s = "inherited " + s
	}
	s += date(" since ", a.Since.String()) + date(" due ", a.Due.String()) + date(" on ", a.Done.String())
	if a.DueSpoken {
		s += " (spoken)"
	}
	return s
}

func owners(handles []string) string {
	if len(handles) == 0 {
		return "–"
	}
	return strings.Join(handles, ",")
}

func date(before, d string) string {
	if d == "" {
		return ""
	}
	return before + d
}

func short(b []byte) string {
	if len(b) > 60 {
		return string(b[:28]) + " … " + string(b[len(b)-28:])
	}
	return string(b)
}
