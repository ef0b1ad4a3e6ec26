package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// writer makes notes such as people write, and edits such as they make, from a
// seed.
type writer struct {
	*rand.Rand
	n int
}

func newWriter(seed uint64) *writer { return &writer{Rand: rand.New(rand.NewPCG(seed, 7))} }

func (w *writer) pick(from ...string) string { return from[w.IntN(len(from))] }

// words are a few of a small stock, so that lines resemble each other.
func (w *writer) words() string {
	n := 2 + w.IntN(5)
	all := make([]string, n)
	for i := range all {
		all[i] = w.pick("plan", "the", "review", "budget", "team", "send", "with", "Alice", "on-call", "offer", "design", "draft", "hire", "about", "Q4", "roadmap", "ask", "demo")
	}
	if w.IntN(3) > 0 {
		w.n++
		all = append(all, fmt.Sprint("no", w.n))
	}
	return strings.Join(all, " ")
}

func (w *writer) day() string { return fmt.Sprintf("2026-%02d-%02d", 1+w.IntN(12), 1+w.IntN(28)) }

func (w *writer) promise() string {
	line := w.pick("- [ ] ", "- [ ] ", "- [x] ", "* [ ] ") + w.pick("", "Alice to ", "Sam: ", "**Alice will** ") + w.words()
	var meta []string
	if w.IntN(2) == 0 {
		meta = append(meta, "since "+w.day())
	}
	if w.IntN(2) == 0 {
		meta = append(meta, "due "+w.day())
	}
	if len(meta) > 0 {
		line += " (" + strings.Join(meta, ", ") + ")"
	}
	return line
}

func (w *writer) line() string {
	switch w.IntN(12) {
	case 0, 1, 2:
		return w.promise()
	case 3, 4:
		return "- " + w.words()
	case 5:
		return "  - " + w.words()
	case 6:
		return ""
	case 7:
		return "**Alice to " + w.words() + "**"
	case 8:
		return "| " + w.words() + " | Alice |"
	case 9:
		w.n++
		return fmt.Sprintf("### %s no%d", w.words(), w.n)
	}
	return w.words() + "."
}

// note is a note of up to so many lines.
func (w *writer) note(most int) []string {
	var all []string
	if w.IntN(2) == 0 {
		all = append(all, "---", "name: Alice Martin", "cadence: "+w.pick("weekly", "every 2 weeks"))
		if w.IntN(2) == 0 {
			all = append(all, "day: "+w.pick("friday", "monday"))
		}
		all = append(all, "---", "")
	}
	all = append(all, "# Alice", "")
	for _, h := range []string{"Hopper", "Goals", "Actions", "Notes", "Wins"} {
		all = append(all, "## "+h, "")
		for range w.IntN(1 + most/6) {
			all = append(all, w.line())
		}
		all = append(all, "")
	}
	return all
}

// edit makes up to n small changes.
func (w *writer) edit(note []string, n int) []string {
	note = slices.Clone(note)
	for range 1 + w.IntN(n) {
		from := 0
		if note[0] == "---" {
			from = slices.Index(note[1:], "---") + 2 // the front matter is edited as such
			if w.IntN(12) == 0 {
				if key := w.pick("aliases: [al]", "since: "+w.day(), "team: platform"); !slices.ContainsFunc(note, func(s string) bool { return s[:min(5, len(s))] == key[:5] }) {
					note = slices.Insert(note, from-1, key)
				}
				continue
			}
		}
		if from == len(note) {
			return note
		}
		i := from + w.IntN(len(note)-from)
		switch w.IntN(9) {
		case 0, 1, 2:
			line := w.line()
			for strings.HasPrefix(line, "#") && i < len(note) && !strings.HasPrefix(note[i], "#") {
				i++ // a new section begins where one ends
			}
			note = slices.Insert(note, i, line)
		case 3:
			note = slices.Delete(note, i, i+1)
		case 4:
			note[i] = strings.Replace(note[i], "[ ]", "[x]", 1)
			if strings.Contains(note[i], "[x]") && !strings.Contains(note[i], "(") {
				note[i] += " (done " + w.day() + ")"
			}
		case 5:
			note[i] = strings.Replace(note[i], "due 2026", "due 2027", 1)
		case 6:
			if note[i] != "" && note[i] != "---" {
				note[i] += " " + w.words()
			}
		case 7:
			line := note[i] // a line moves up within its section
			if up := i - 1 - w.IntN(3); !strings.HasPrefix(line, "#") && up > from && !slices.ContainsFunc(note[up:i], func(s string) bool { return strings.HasPrefix(s, "#") }) {
				note = slices.Insert(slices.Delete(note, i, i+1), up, line)
			}
		case 8:
			note = slices.Insert(note, i, w.line(), "  "+w.words(), "")
		}
		if len(note) == 0 {
			return []string{""}
		}
	}
	return note
}

func written(lines []string) []byte { return []byte(strings.Join(lines, "\n") + "\n") }
