package review_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/sliptest"
	"oneonone/notes"
	"oneonone/notes/goals"
	"oneonone/notes/page/pagetest"
	"oneonone/notes/review"
)

// Every line that moved a goal or a wish of twelve people over three years is in
// their arc, with its place, and none that only has a word of it.
func TestPlantedArc(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 7))
	files := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\nme: Sam Rivera\n")}}
	noise := []string{"- birds and their migration", "- the talk of the town", "> payments migration: a quotation", "```\n- payments migration: code\n```",
		"<!-- payments migration: a comment -->", "- Q: how is the payments migration?", "- payments are late", "- the conference room is booked"}
	want := map[string][]string{}
	for i := range sliptest.Draws(12) {
		handle, name := fmt.Sprintf("p%02d", i), fmt.Sprintf("Person%c Tester", 'A'+i)
		files["people/"+handle+"/README.md"] = &fstest.MapFile{Data: []byte("---\nname: " + name + "\nrole: report\n---\n\n## Goals\n" +
			"- Lead the payments migration\n- Mentor two juniors\n\n## Wishes\n- 1 year: speak at a database conference\n\n## What drives them\n- hard problems " + handle + "\n")}
		for week := range 156 {
			day := pagetest.Day("2023-11-20").AddDays(7 * week)
			var b strings.Builder
			add := func(about, line, text string) {
				b.WriteString(line + "\n")
				want[handle] = append(want[handle], fmt.Sprintf("%s|%s|%s:%d", about, text, day, strings.Count(b.String(), "\n")))
			}
			text := fmt.Sprintf("step %d of %s", week, handle)
			b.WriteString("# " + name + "\n\n## Notes\n" + noise[r.IntN(len(noise))] + "\n\n")
			switch week % 6 {
			case 0:
				add("Lead the payments migration", "- payments migration: "+text, "payments migration: "+text)
			case 1:
				b.WriteString("## Goals\n")
				add("Lead the payments migration", "- Lead the payments migration: "+text, text)
			case 2:
				add("Mentor two juniors", "- mentored juniors, "+text+" (for: mentor two juniors)", "mentored juniors, "+text)
			case 3:
				add("speak at a database conference", "- will speak at the small database conference, "+text, "will speak at the small database conference, "+text)
			case 4:
				b.WriteString("- [ ] " + name + " to write down " + text + " (for: payments migration)\n")
				want[handle] = append(want[handle], fmt.Sprintf("promise|write down %s|%s:%d", text, day, strings.Count(b.String(), "\n")))
			}
			b.WriteString("\n## Topics\n- [ ] payments migration\n")
			files["people/"+handle+"/"+day.String()+".md"] = &fstest.MapFile{Data: []byte(b.String())}
		}
		want[handle] = append(want[handle], fmt.Sprintf("drive|hard problems %s|README:14", handle))
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = pagetest.Day("2026-11-20")
	for _, p := range f.People() {
		got := told(review.ReadPerson(f, p, review.Scope{}).ArcOf(f.Today, nil))
		for _, w := range want[p.Handle] {
			if !slices.Contains(got, w) {
				t.Errorf("missed %s", w)
			}
		}
		for _, g := range got {
			if !slices.Contains(want[p.Handle], g) {
				t.Errorf("made up %s", g)
			}
		}
	}
}

// told is what an arc tells, a line each.
func told(a *review.Arc) (all []string) {
	note := func(about string, n goals.Note) {
		all = append(all, fmt.Sprintf("%s|%s|%s", about, n.Text, review.PlaceOf(n.Path, n.Line)))
	}
	for _, d := range a.Drives {
		all = append(all, fmt.Sprintf("drive|%s|%s", d.Text, d.Place()))
	}
	for _, g := range a.Goals {
		for _, n := range g.Notes {
			note(g.Goal.Text, n)
		}
		for _, p := range g.Promises {
			all = append(all, fmt.Sprintf("promise|%s|%s", p.Words(), review.PlaceOf(p.Newest().Path, p.Newest().Line)))
		}
	}
	for _, w := range a.Wishes {
		for _, n := range w.Notes {
			note(w.Text, n)
		}
	}
	return all
}
