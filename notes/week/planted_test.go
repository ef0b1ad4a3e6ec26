package week_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/screen"
	"oneonone/internal/sliptest"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/week"
)

var today, _ = when.ParseISO("2026-11-20")

// people of a folder: two of them have one name, two one first name, one is called
// like a word, one has a name that is a word of the notes.
var people = []string{"Alice Martin", "Alice Martin", "Alice Berg", "Will Stone", "Rose Alarm", "Chen Wu", "Dana Okafor", "Émilie Noël", "Jürgen Groß", "Hana Sato", "Ivo Kranz", "Mark Lund"}

func handleOf(i int) string { return fmt.Sprintf("who%d", i) }

// planted is something that happened in the week, and what tells it.
type planted struct {
	kind   week.Kind
	person string
	text   string
	mine   bool
	place  string
}

// writer writes a folder of notes, and remembers what it planted.
type writer struct {
	*rand.Rand
	files fstest.MapFS
	want  []planted
	n     int
}

// note is an entry that is being written.
type note struct {
	path, person string
	lines        []string
}

func (n *note) add(format string, args ...any) string {
	n.lines = append(n.lines, fmt.Sprintf(format, args...))
	return fmt.Sprintf("%s:%d", n.path, len(n.lines))
}

func (w *writer) save(n *note) {
	w.files[n.path] = &fstest.MapFile{Data: []byte(strings.Join(n.lines, "\n") + "\n")}
}

func (w *writer) plant(kind week.Kind, n *note, mine bool, text, place string) {
	w.want = append(w.want, planted{kind, n.person, text, mine, place})
}

// phrase is a line with words that no other has.
func (w *writer) phrase() string {
	w.n++
	subjects := []string{"the export", "our billing", "this dashboard", "the login page", "a customer", "the pipeline"}
	return fmt.Sprintf("%s zeta%dq kappa%dq", subjects[w.IntN(len(subjects))], w.n, w.n)
}

// folder writes eight weeks of notes of twelve people. What is planted lies in the
// last week; the noise says much the same at another time or in another state.
func folder(seed uint64) (*notes.Folder, []planted, error) {
	w := &writer{Rand: rand.New(rand.NewPCG(17, seed)), files: fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam Rivera\n")}}}
	for i, name := range people {
		handle := handleOf(i)
		w.files["people/"+handle+"/README.md"] = &fstest.MapFile{Data: []byte("---\nname: " + name + "\nrole: report\ncadence: weekly\n---\n\n## Goals\n- lead the migration\n")}
		for back := range 8 {
			day := today.AddDays(-7*back - w.IntN(4))
			n := &note{path: fmt.Sprintf("people/%s/%s.md", handle, day), person: handle}
			n.add("# %s", name)
			if w.IntN(8) == 0 {
				continue // no notes were taken
			}
			w.promises(n, day, back == 0)
			w.noted(n, back == 0)
			w.feedback(n)
			w.save(n)
		}
		private := &note{path: fmt.Sprintf("private/people/%s/%s.md", handle, today.AddDays(-1)), person: handle}
		private.add("- secretly sigma%d says %s #insight", i, name)
		private.add("- secretly rho%d #obstacle", i)
		private.add("- [ ] to %s: secretly tau%d", name, i)
		w.save(private)
	}
	f, err := notes.OpenFolder(w.files)
	if err == nil {
		f.Today = today
	}
	return f, w.want, err
}

// promises are closed in the week, before it, or not at all.
func (w *writer) promises(n *note, day when.Date, last bool) {
	n.add("## Last time")
	for range w.IntN(3) {
		text, mine := w.phrase(), w.IntN(2) == 0
		who, kind := people[w.owner(n)], week.TheyClosed
		if mine {
			who, kind = "Sam", week.YouClosed
		}
		switch w.IntN(4) {
		case 0:
			at := n.add("- [x] **%s: send %s** (done %s)", who, text, day)
			if last || !day.Before(today.AddDays(-7)) {
				w.plant(kind, n, mine, "send "+text, at)
			}
		case 1:
			n.add("- [x] **%s: send %s** (done 2026-09-01)", who, text) // long ago
		case 2:
			due := today.AddDays(-1 - w.IntN(30))
			at := n.add("- [ ] **%s: send %s** (due %s)", who, text, due)
			if !due.Before(today.AddDays(-7)) || !day.Before(today.AddDays(-7)) {
				w.plant(week.Slipped, n, mine, "send "+text, at)
			}
		case 3:
			n.add("- [ ] **%s: send %s** (due 2027-01-01)", who, text)
		}
	}
}

func (w *writer) owner(n *note) int {
	for i := range people {
		if handleOf(i) == n.person {
			return i
		}
	}
	return 0
}

// noted are insights, obstacles and decisions, by section or tag.
func (w *writer) noted(n *note, last bool) {
	day := today
	fmt.Sscanf(n.path[len(n.path)-13:], "%d-%d-%d", &day.Year, &day.Month, &day.Day)
	inWeek := !day.Before(today.AddDays(-7))
	for _, k := range []struct {
		kind      week.Kind
		tag, head string
	}{{week.Insight, "insight", "Insights"}, {week.Obstacle, "obstacle", "Roadblocks"}, {week.Decision, "decision", "Decisions"}} {
		text := w.phrase()
		plant := func(at string) {
			if inWeek {
				w.plant(k.kind, n, false, text, at)
			}
		}
		switch w.IntN(6) {
		case 0:
			n.add("\n## %s", k.head)
			n.lines = strings.Split(strings.Join(n.lines, "\n"), "\n")
			plant(n.add("- %s", text))
			n.add("  - because of the quarter")
		case 1:
			n.add("\n## Notes")
			n.lines = strings.Split(strings.Join(n.lines, "\n"), "\n")
			plant(n.add("- %s #%s", text, k.tag))
		case 2:
			n.add("\n## Notes")
			n.add("- %s, and no %s", text, k.tag) // says the word only
			n.add("- [ ] tell %s #%s", text, k.tag)
		case 3:
			n.add("\n> - %s #%s", text, k.tag)
			n.add("\n<!-- - %s #%s -->", text, k.tag)
		}
		n.lines = strings.Split(strings.Join(n.lines, "\n"), "\n")
	}
	if w.IntN(3) == 0 && inWeek { // three people or more may say this
		n.add("\n## Roadblocks")
		n.add("- false alarms at night, %s says", people[w.IntN(len(people))])
		n.lines = strings.Split(strings.Join(n.lines, "\n"), "\n")
	}
}

// feedback waits to be said, or was.
func (w *writer) feedback(n *note) {
	n.add("\n## Feedback")
	n.lines = strings.Split(strings.Join(n.lines, "\n"), "\n")
	text, name := w.phrase(), people[w.owner(n)]
	switch w.IntN(5) {
	case 0:
		w.plant(week.Owed, n, false, text, n.add("- [ ] to %s: %s", n.person, text))
	case 1:
		n.add("- [x] to %s: %s (said 2026-11-19)", n.person, text)
	case 2:
		n.add("- from %s: %s", name, text)
	}
}

// What was planted in a week is found, on the right side, with its place; and nothing
// of what was not in it.
func TestPlantedWeeks(t *testing.T) {
	for seed := range uint64(sliptest.Draws(6)) {
		f, want, err := folder(seed)
		if err != nil {
			t.Fatal(err)
		}
		back, problems, err := week.Read(f, today.AddDays(-7), false)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		var got []planted
		obstacles := map[string]string{}
		for _, it := range back.Items {
			if it.Kind == week.Obstacle {
				if !slices.ContainsFunc(it.Lines, func(l week.Line) bool { return !l.Day.Before(back.Since) }) {
					t.Errorf("seed %d: an obstacle of another week: %+v", seed, it)
				}
				for _, l := range it.Lines { // what it is grouped with is older
					obstacles[fmt.Sprintf("%s:%d", l.Path, l.Line)] = l.Person
				}
				continue
			}
			if it.Kind == week.NotMet {
				continue
			}
			if it.Private || len(it.Lines) == 0 || len(it.People) != 1 {
				t.Errorf("seed %d: %+v", seed, it)
				continue
			}
			mine := it.Mine && (it.Kind == week.YouClosed || it.Kind == week.Slipped)
			got = append(got, planted{it.Kind, it.People[0], it.Text, mine, fmt.Sprintf("%s:%d", it.Lines[0].Path, it.Lines[0].Line)})
		}
		for _, w := range want {
			if w.kind == week.Obstacle && obstacles[w.place] != w.person || w.kind != week.Obstacle && !slices.Contains(got, w) {
				t.Errorf("seed %d: missed %+v", seed, w)
			}
		}
		for _, g := range got {
			if !slices.Contains(want, g) {
				t.Errorf("seed %d: made up %+v", seed, g)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// What is sent holds no name, no word of fewer than three people and nothing private,
// in any folder. DIGEST_FOLDERS=1000 tries as many.
func TestNothingOfFewerThanThreeIsSent(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	n := uint64(8)
	if v := os.Getenv("DIGEST_FOLDERS"); v != "" {
		fmt.Sscan(v, &n)
	}
	told := 0
	for seed := range n {
		f, _, err := folder(1000 + seed)
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := week.Read(f, today.AddDays(-7), true)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := back.ToSend()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(string(screen.WeekToSend(back, sent)))
		told += len(sent.Heard)
		by := map[string]map[string]bool{} // whose notes have a word, private ones left out
		for path, file := range f.FS.(fstest.MapFS) {
			if parts := strings.Split(path, "/"); parts[0] == "people" {
				for _, word := range wordsIn(string(file.Data)) {
					if by[word] == nil {
						by[word] = map[string]bool{}
					}
					by[word][parts[1]] = true
				}
			}
		}
		for _, word := range wordsIn(text) {
			if ours[word] || strings.Trim(word, "0123456789") == "" {
				continue
			}
			if len(by[word]) < 3 {
				t.Errorf("seed %d: %q is of %d people:\n%s", seed, word, len(by[word]), text)
			}
		}
		for i, name := range people {
			for _, part := range append(strings.Fields(strings.ToLower(name)), handleOf(i)) {
				if slices.Contains(wordsIn(text), part) {
					t.Errorf("seed %d: %q is a name:\n%s", seed, part, text)
				}
			}
		}
		for _, c := range sent.Counts {
			if c.People < 3 {
				t.Errorf("seed %d: %+v", seed, c)
			}
		}
	}
	if told == 0 {
		t.Error("nothing was told at all")
	}
}

// ours are the words that what is sent says itself.
var ours = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq("since friday november i closed promises promise to people with slipped in the words of three or more obstacles insights decisions") {
		set[w] = true
	}
	return set
}()

func wordsIn(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) })
}
