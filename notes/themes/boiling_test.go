package themes

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
	"oneonone/internal/when"
	"oneonone/notes"
)

// texts are the lines of a file of texts, by the heading above them.
func texts(t testing.TB, name string) map[string][]string {
	t.Helper()
	src, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	all, head := map[string][]string{}, ""
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "## "); ok {
			head = title
		} else if head != "" && line != "" {
			all[head] = append(all[head], line)
		}
	}
	return all
}

// names of twelve people; two are called alike.
var names = []string{"Alice Martin", "Bob Stone", "Chloe Dubois", "Dan Weber", "Emil Novak", "Farah Aziz", "Gus Lind", "Hana Sato", "Ivan Petrov", "Julia Costa", "Bob Stone", "Lena Vogt"}

func handle(i int) string { return fmt.Sprintf("%c%02d", 'a'+i, i) }

// team writes half a year of weekly notes of twelve people, with these complaints
// in them: each text once or twice, in anybody's notes. It tells, by complaint,
// where its lines stand.
func team(t testing.TB, seed uint64, complaints ...string) (*notes.Folder, map[string]map[string]bool) {
	r := rand.New(rand.NewPCG(seed, 17))
	said := texts(t, "boiling.txt")
	obstacles, others := map[string][]string{}, map[string][]string{} // by note
	of := map[string]string{}
	note := func() string {
		return fmt.Sprintf("people/%s/%s.md", handle(r.IntN(len(names))), day("2026-05-29").AddDays(7*r.IntN(26)))
	}
	for _, c := range complaints {
		for _, text := range said[c] {
			of[text] = c
			for range 1 + r.IntN(2) {
				path := note()
				obstacles[path] = append(obstacles[path], text)
			}
		}
	}
	for _, text := range said["one-offs"] {
		path := note()
		obstacles[path] = append(obstacles[path], text)
	}
	for range 6 {
		for _, text := range said["notes"] {
			path := note()
			others[path] = append(others[path], text)
		}
	}
	files, planted := map[string]string{}, map[string]map[string]bool{}
	for i, name := range names {
		files["people/"+handle(i)+"/README.md"] = "---\nname: " + name + "\nrole: report\n---\n"
		for week := range 26 {
			path := fmt.Sprintf("people/%s/%s.md", handle(i), day("2026-05-29").AddDays(7*week))
			src := "# " + name + "\n"
			if len(obstacles[path]) > 0 {
				src += "\n## Obstacles\n"
			}
			for _, text := range obstacles[path] {
				src += "- " + text + "\n"
				if c := of[text]; c != "" {
					if planted[c] == nil {
						planted[c] = map[string]bool{}
					}
					planted[c][fmt.Sprintf("%s:%d", path, strings.Count(src, "\n"))] = true
				}
			}
			src += "\n## Notes\n"
			for _, text := range others[path] {
				src += "- " + text + "\n"
			}
			files[path] = src
		}
	}
	f := folder(t, files)
	f.Today = when.New(2026, 11, 20)
	return f, planted
}

// score tells how much of what was planted the best theme of each complaint finds,
// and how much of that is of the complaint.
func score(t testing.TB, complaints ...string) (found, right float64) {
	var hits, planted, listed int
	for seed := range uint64(sliptest.Draws(6)) {
		f, said := team(t, seed, complaints...)
		all, problems, err := Obstacles(f, Window{Since: day("2026-05-20")})
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		for _, c := range complaints {
			var best *Obstacle
			most := 0
			for i := range all {
				n := 0
				for _, l := range all[i].Lines {
					if said[c][fmt.Sprintf("%s:%d", l.Path, l.Line)] {
						n++
					}
				}
				if n > most {
					best, most = &all[i], n
				}
			}
			hits, planted, listed = hits+most, planted+len(said[c]), listed+len(best.Lines)
			if seed == 0 {
				t.Logf("%s: found %d of %d in %q with %d lines, recurs %v", c, most, len(said[c]), best.Name, len(best.Lines), best.Recurs)
			}
		}
	}
	return float64(hits) / float64(planted), float64(hits) / float64(listed)
}

// Thresholds and stop words were chosen by the first three complaints alone.
func TestBoilingComplaintsAreFound(t *testing.T) {
	found, right := score(t, "false alarms", "staging", "hiring", "reviews", "meetings")
	t.Logf("found %.3f, right %.3f", found, right)
	if found < 0.9 || right < 0.9 {
		t.Errorf("found %.3f of the lines, %.3f of what is listed is right", found, right)
	}
}

// What a theme counts is what a plain look at the files counts.
func TestCountsAreThoseOfTheFiles(t *testing.T) {
	f, _ := team(t, 1, "false alarms", "staging", "hiring", "reviews", "meetings")
	all, _, err := Obstacles(f, Window{Since: day("2026-05-20")})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(o Obstacle) bool { return strings.Contains(o.Name, "staging") })
	if i < 0 {
		t.Fatal("staging is no theme")
	}
	noted, people := 0, map[string]bool{}
	for _, p := range f.Present() {
		refs, _ := f.Entries(p.Handle)
		for _, ref := range refs {
			src, _ := fs.ReadFile(f.FS, ref.Path)
			section, _, _ := strings.Cut(string(src), "## Notes")
			if strings.Contains(strings.ToLower(section), "staging") && !ref.Date.After(f.Today) {
				noted++
				people[p.Handle] = true
			}
		}
	}
	if got := all[i]; got.Notes != noted || len(got.People) != len(people) {
		t.Errorf("%d notes of %d people, want %d of %d", got.Notes, len(got.People), noted, len(people))
	}
}
