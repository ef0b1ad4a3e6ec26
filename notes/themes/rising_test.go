package themes

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
	"oneonone/notes"
	"oneonone/notes/page"
)

// chatter writes a year and eight weeks of notes of twelve people: noise, three
// themes of the last eight weeks, and what is none: the word of one prolific person,
// names, some of nobody in the folder, words of two people, private notes. It tells what nobody
// else may hear.
func chatter(t testing.TB, seed uint64) (f *notes.Folder, secrets []string) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	said := texts(t, "rising.txt")
	any := func(of []string) string { return of[r.IntN(len(of))] }
	first := day("2026-11-20").AddDays(-7 * 59)
	files := map[string]string{}
	// Klaus is in no folder any more, Zora is archived.
	everybody := append(slices.Clone(names), "Zora Quist")
	for i, name := range everybody {
		archived := ""
		if name == "Zora Quist" {
			archived = "archived: 2026-10-01\n"
		}
		files["people/"+handle(i)+"/README.md"] = "---\nname: " + name + "\nrole: report\n" + archived + "---\n"
		for week := range 60 {
			src := "# " + name + "\n\n## Last time\n- [ ] **Sam: send the plan of " + any(said["what"]) + "** (since 2025-01-01)\n\n## Notes\n"
			for range 2 + r.IntN(4) {
				src += "- " + any(said["who"]) + " " + any(said["does"]) + " " + any(said["what"]) + " " + any(said["tail"]) + "\n"
			}
			if week >= 52 {
				for _, theme := range []string{"kafka", "reorg", "overtime"} {
					if r.IntN(3) == 0 {
						src += "- " + any(said[theme]) + fmt.Sprintf(", %s %s\n", any(said["tail"]), any(said["tail"]))
					}
				}
				switch {
				case i == 2: // a pet word
					src += "- blockchain would mend " + any(said["what"]) + "\n- the blockchain again, " + any(said["tail"]) + "\n"
				case i == 3 && week == 53, i == 4 && week == 55: // whom two others mention once
					src += "- asked about blockchain " + any(said["tail"]) + "\n"
				case i < 2 && r.IntN(2) == 0:
					src += "- a lawsuit about " + any(said["what"]) + " " + any(said["tail"]) + "\n"
				}
				if r.IntN(3) == 0 {
					src += "- Lena " + any(said["does"]) + " " + any(said["what"]) + "\n- Zora " + any(said["does"]) + " " + any(said["what"]) + "\n- with Klaus, Alice's successor, on " + any(said["what"]) + " " + any(said["tail"]) + "\n"
				}
				if r.IntN(2) == 0 { // of whom nobody writes the name with a capital
					zork := any([]string{"zork", "zork", "@zork", "zork's plan", "the zork case", "mark from sales", "zorks idea"})
					src += "- " + any([]string{"with", "about", "she met", "", "not without", "because of"}) + " " + zork + " " + any(said["does"]) + " " + any(said["what"]) + "\n"
				}
				files["private/people/"+handle(i)+"/"+first.AddDays(7*week).String()+".md"] = "- pregnancy, nobody knows " + any(said["tail"]) + "\n"
			}
			files["people/"+handle(i)+"/"+first.AddDays(7*week).String()+".md"] = src
		}
	}
	secrets = []string{"blockchain", "lawsuit", "pregnan", "klaus", "zora", "quist", "zork", "mark"}
	for _, name := range names {
		secrets = append(secrets, strings.Fields(strings.ToLower(name))...)
	}
	return folder(t, files), secrets
}

func never(string) bool { return false }

func TestThemesAmongNoise(t *testing.T) {
	for seed := range uint64(sliptest.Draws(4)) {
		f, _ := chatter(t, seed)
		heard, problems, err := Rises(f, Window{Since: day("2026-09-25")}, 3, never)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		found, others := map[string]bool{}, 0
		var told []string
		for _, r := range heard.Rising {
			told = append(told, fmt.Sprintf("%s %.0f %d/%d/%d", r.Name, r.Keenness, r.Notes, len(r.People), r.Before))
			planted := slices.IndexFunc([]string{"kafka", "reorg", "overtim", "klaus", "zork", "mark"}, func(stem string) bool { return strings.Contains(r.keys[0], stem) })
			switch planted {
			case -1:
				others++
			case 3, 4, 5: // whom nobody can know who is not told
			default:
				found[fmt.Sprint(planted)] = true
			}
		}
		if len(found) != 3 || others > 1 {
			t.Errorf("seed %d: %d of 3 themes and %d others: %q", seed, len(found), others, told)
		}
	}
}

// What everybody may hear has no name, and nothing of fewer than three people.
func TestNothingSaidInConfidenceIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	folders := uint64(5)
	if os.Getenv("THEMES_FOLDERS") != "" {
		fmt.Sscan(os.Getenv("THEMES_FOLDERS"), &folders)
	}
	for seed := range folders {
		f, secrets := chatter(t, 1000+seed)
		heard, _, err := Rises(f, Window{Since: day("2026-09-25")}, 3, never)
		if err != nil {
			t.Fatal(err)
		}
		told, _, err := heard.Plain(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, plain := range told {
			words := plain.Words
			for _, secret := range secrets {
				if slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool { return strings.HasPrefix(w, secret) }) {
					t.Errorf("seed %d: %q tells of %s", seed, words, secret)
				}
			}
			for w := range strings.FieldsSeq(words) {
				if people := writers(f, w); people < 3 {
					t.Errorf("seed %d: only %d people wrote %q", seed, people, w)
				}
			}
		}
		if len(told) < 2 {
			t.Errorf("seed %d: only %d themes are told", seed, len(told))
		}
	}
}

// writers counts those who are not archived and have a word in their notes of the
// last eight weeks, found without the code that is tested.
func writers(f *notes.Folder, word string) (n int) {
	for _, p := range f.Present() {
		refs, _ := f.Entries(p.Handle)
		if slices.ContainsFunc(refs, func(ref page.EntryRef) bool {
			e, err := f.Read(ref)
			return err == nil && !ref.Date.Before(day("2026-09-25")) && slices.Contains(strings.FieldsFunc(strings.ToLower(string(e.Src)), isBreak), word)
		}) {
			n++
		}
	}
	return n
}

// How often something is heard is what a plain look at the files counts: in notes,
// and what somebody wrote down again word for word not again.
func TestRisingIsCountedByNote(t *testing.T) {
	f, _ := chatter(t, 7)
	heard, _, err := Rises(f, Window{Since: day("2026-09-25")}, 3, never)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, p := range f.Present() {
		seen := map[string]bool{}
		refs, _ := f.Entries(p.Handle)
		for _, ref := range refs {
			e, _ := f.Read(ref)
			fresh := false
			for line := range strings.Lines(string(e.Src)) {
				if strings.Contains(line, "overtime") && !seen[line] {
					seen[line], fresh = true, true
				}
			}
			if fresh && !ref.Date.Before(day("2026-09-25")) {
				want++
			}
		}
	}
	i := slices.IndexFunc(heard.Rising, func(r Rising) bool { return r.keys[0] == "overtim" })
	if i < 0 || heard.Rising[i].Notes != want {
		t.Errorf("found at %d; want %d notes of it", i, want)
	}
	if got := heard.Rising[max(i, 0)]; total(got.Weeks) != got.Notes {
		t.Errorf("the weeks hold %d of %d notes", total(got.Weeks), got.Notes)
	}
}

func total(counts []int) (n int) {
	for _, k := range counts {
		n += k
	}
	return n
}
