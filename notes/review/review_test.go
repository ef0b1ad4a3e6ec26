package review_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/sliptest"
	"oneonone/notes"
	"oneonone/notes/importer"
	"oneonone/notes/page/pagetest"
	"oneonone/notes/review"
)

// planted is a line that was put into somebody's notes, and what is to be found of it.
type planted struct{ person, part, direction, text, place string }

// team makes three years of notes of twelve people, and an imported one before, with
// evidence in them, and noise around it that says the same words without being any.
func team(t *testing.T) (*notes.Folder, []planted) {
	t.Helper()
	r := rand.New(rand.NewPCG(15, 1))
	files := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam Rivera\n")}}
	var all []planted
	noise := []string{"we talked about the win of last week", "- the feedback form is broken", "- [ ] Sam to ask for feedback", "> a quoted #win is none",
		"the decision is due soon", "```\n## Wins\n- in code\n```", "<!-- ## Wins\n- in a comment -->", "- Q: what counts as a win?",
		"### Plans for the #winter", "- issue #12 of the win page", "- the tag `#win` in code", "### `#win` in code"}
	kinds := map[string]string{"win": "Wins", "insight": "Insights", "decision": "Decisions", "obstacle": "Roadblocks"}
	for i := range sliptest.Draws(12) {
		handle := fmt.Sprintf("p%02d", i)
		name := fmt.Sprintf("Person%c Tester", 'A'+i)
		files["people/"+handle+"/README.md"] = &fstest.MapFile{Data: []byte("---\nname: " + name + "\nrole: report\n---\n\n# " + name + "\n")}
		imported, found := importedYear(t, handle, name)
		maps.Copy(files, imported)
		all = append(all, found...)
		for week := range 156 {
			day := pagetest.Day("2023-11-20").AddDays(7 * week)
			path := "people/" + handle + "/" + day.String() + ".md"
			var b strings.Builder
			add := func(part, direction, mark, text string) {
				line := 1 + strings.Count(b.String(), "\n")
				b.WriteString(mark + "\n")
				all = append(all, planted{handle, part, direction, text, fmt.Sprintf("%s:%d", day, line)})
			}
			b.WriteString("# " + name + "\n\n## Notes\n" + noise[r.IntN(len(noise))] + "\n\n")
			text := fmt.Sprintf("thing %d of %s", week, handle)
			switch week % 6 {
			case 0:
				add("win", "", "- "+text+" #win", text)
			case 1:
				kind := []string{"win", "insight", "decision", "obstacle"}[r.IntN(4)]
				b.WriteString("## " + kinds[kind] + "\n")
				add(kind, "", "- "+text, text)
			case 2:
				b.WriteString("## Feedback\n")
				add("feedback", "to", "- to "+name+": "+text, text)
				add("feedback", "from", "- from "+name+": again "+text, "again "+text)
			case 3:
				b.WriteString("## Feedback\n\n### From " + name + "\n")
				add("feedback", "from", "- "+text, text)
			case 4:
				add("win", "", "### "+text+" #win", text)
				b.WriteString("- what stands below such a heading is none\n")
			}
			b.WriteString("\n## Topics\n- [ ] wins of the quarter\n")
			files[path] = &fstest.MapFile{Data: []byte(b.String())}
		}
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = pagetest.Day("2026-11-20")
	return f, all
}

// importedYear is a year of meetings in one document, each under its day, as it is
// imported.
func importedYear(t *testing.T, handle, name string) (fstest.MapFS, []planted) {
	t.Helper()
	doc := "# " + name + " / Sam\n"
	marks := []planted{{part: "win", text: "#win"}, {part: "win", text: "### Wins\n- "}, {part: "feedback", direction: "from", text: "### Feedback\n- from " + name + ": "},
		{part: "feedback", direction: "to", text: "### Feedback\n\n**To " + name + "**\n- "}, {part: "obstacle", text: "### Roadblocks\n- "}}
	var all []planted
	for week := range 50 {
		day, of := pagetest.Day("2022-01-05").AddDays(7*week), marks[week%len(marks)]
		text := fmt.Sprintf("old thing %d of %s", week, handle)
		doc += "\n## " + day.String() + "\n- talked about the wins of others\n"
		if of.text == "#win" {
			doc += "- " + text + " #win\n"
		} else {
			doc += "\n" + of.text + text + "\n"
		}
		all = append(all, planted{handle, of.part, of.direction, text, day.String()})
	}
	f, err := notes.OpenFolder(fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\n")}})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := importer.PlanImport([]importer.ImportFile{{Name: "old.md", Src: []byte(doc)}},
		importer.ImportOptions{Person: handle, Today: pagetest.Day("2026-11-20"), Grammar: f.Grammar()}, func(string) []byte { return nil })
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, e := range plan.Entries {
		files[e.Path] = &fstest.MapFile{Data: e.Text}
		for i := range all {
			if before, _, ok := bytes.Cut(e.Text, []byte(all[i].text)); ok && all[i].place == e.Date.String() {
				all[i].place += fmt.Sprintf(":%d", 1+bytes.Count(before, []byte("\n")))
			}
		}
	}
	return files, all
}

func packetOf(f *notes.Folder, handle string) *review.Packet {
	read := review.ReadPerson(f, f.Person(handle), review.Scope{Private: true})
	return read.PacketOf(read.ArcOf(f.Today, nil), pagetest.Day("2022-01-01"), f.Today, nil)
}

// Every planted line is found with its direction, and nothing else is.
func TestPlantedEvidence(t *testing.T) {
	f, all := team(t)
	for _, p := range f.People() {
		var want, got []string
		for _, l := range all {
			if l.person == p.Handle {
				want = append(want, strings.Join([]string{l.part, l.direction, l.text, l.place}, "|"))
			}
		}
		for _, q := range packetOf(f, p.Handle).Quotes() {
			if q.Side == 0 {
				got = append(got, strings.Join([]string{q.Part, q.Way, strings.TrimSuffix(q.Text, " #win"), q.Place()}, "|"))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: %d planted, %d found", p.Handle, len(want), len(got))
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("missed %s", w)
				}
			}
			for _, g := range got {
				if !slices.Contains(want, g) {
					t.Errorf("made up %s", g)
				}
			}
		}
	}
}

// Every citation of a packet leads to its line: the packet passes as it is, and
// fails for each line that is taken out of the notes.
func TestCitationsResolve(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	f, _ := team(t)
	p := packetOf(f, "p03")
	draft := p.Markdown()
	faults, err := p.Check(draft)
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v %v", faults, err)
	}
	quotes := p.Quotes()
	for n := 0; n < len(quotes); n += 7 {
		q := quotes[n]
		files := f.FS.(fstest.MapFS)
		was := files[q.Path]
		lines := bytes.SplitAfter(was.Data, []byte("\n"))
		files[q.Path] = &fstest.MapFile{Data: bytes.Join(slices.Delete(slices.Clone(lines), q.Line-1, q.Line), nil)}
		faults, err := packetOf(f, "p03").Check(draft)
		files[q.Path] = was
		if err != nil || !slices.ContainsFunc(faults, func(x review.Fault) bool { return x.Fails && strings.Contains(x.What, q.Place()+" is gone") }) {
			t.Errorf("%s was taken out of %s, and the draft passes: %v", q.Text, q.Place(), faults)
		}
	}
}

// Check takes whatever is typed, and Strip leaves no citation.
func FuzzDraft(f *testing.F) {
	folder, err := notes.OpenFolder(fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam\n")},
		"people/alice/2026-05-04.md": {Data: []byte("## Wins\n- ran it alone\n")}})
	if err != nil {
		f.Fatal(err)
	}
	folder.Today = pagetest.Day("2026-11-20")
	p := packetOf(folder, "alice")
	f.Add(string(p.Markdown()))
	f.Add("She ran it. [2026-05-04:2] And, e.g. now, more! [README:1, 2026-05-04:2]")
	f.Fuzz(func(t *testing.T, draft string) {
		if _, err := p.Check([]byte(draft)); err != nil {
			t.Skip() // nested too deeply to be read
		}
		if out := review.Strip([]byte(draft)); bytes.Contains(out, []byte("[2026-05-04:2]")) {
			t.Errorf("%q keeps a citation", out)
		}
	})
}
