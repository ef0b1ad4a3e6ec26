package draft

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/role"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/settings"
	"oneonone/template"
)

func sampleNotes(t *testing.T) *notes.Folder {
	t.Helper()
	f, err := notes.OpenFolder(fstest.MapFS{
		page.SettingsFile:         {Data: settings.New("Sam Rivera", "")},
		page.TopPagePath("alice"): {Data: []byte("---\nname: Alice Martin\n---\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The two packages that never meet agree on every built-in template and every
// role: an entry nobody has written in holds no promise, topic or goal, and one
// that was filled in gives back exactly what went in.
func TestTemplatesAreReadBack(t *testing.T) {
	set, err := template.NewSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	folder := sampleNotes(t)
	checked := 0
	for _, name := range set.Names() {
		for _, p := range Check(set, folder, name) {
			t.Errorf("%s: %s (%s)", name, p.Error(), p.Hint)
		}
		checked++
	}
	if checked < 20 {
		t.Errorf("only %d templates were checked", checked)
	}
}

// Notes may hold anything; whatever it is, it comes back from the entry as it
// went in.
func TestTemplatesKeepStrangeNotes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	set, err := template.NewSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	g := sampleNotes(t).Grammar()
	strange := []string{
		"the {{.Nope}} service", "{{range .Topics}}{{end}}", "{{/* quiet */}}", "{{template \"x\"}}", "a `{{` and a }}",
		"{{\"{{\"}}", "50% of {{.Me}}", "Wie läuft's, 李雷?", "–– -- ––", "<b>loud</b> & clear", "$(rm -rf /) `id`", "ends in \\",
	}
	for _, name := range set.Names() {
		if name == template.TopPageName || name == template.InviteName {
			continue
		}
		for _, role := range role.All {
			d := sampleData(role, false)
			for i, s := range strange {
				d.Topics = append(d.Topics, "- [ ] "+s)
				d.Goals = append(d.Goals, "- goal "+s)
				d.FollowUps = append(d.FollowUps, fmt.Sprintf("- [ ] send %d %s (since 2026-11-13)", i, s))
			}
			text, err := set.Execute(name, d)
			if err != nil {
				t.Fatalf("%s for a %s: %v", name, role, err)
			}
			for _, s := range strange {
				if bytes.Count(text, []byte(s)) < 3 {
					t.Errorf("%s for a %s lost bytes of %q", name, role, s)
				}
			}
			plain := "# Alice\n\n## Last time\n" + strings.Join(d.FollowUps, "\n") + "\n\n## Topics\n" + strings.Join(d.Topics, "\n") + "\n\n## Goals\n" + strings.Join(d.Goals, "\n") + "\n"
			want, got := g.ParseEntry("people/alice/2026-11-20.md", []byte(plain)), g.ParseEntry("people/alice/2026-11-20.md", text)
			if w, g := actionTexts(want), actionTexts(got); len(w) != len(strange) || !slices.Equal(w, g) {
				t.Errorf("%s for a %s: follow-ups %q, want %q", name, role, g, w)
			}
			if w, g := agendaTexts(want), agendaTexts(got); len(w) != len(strange) || !slices.Equal(w, g) {
				t.Errorf("%s for a %s: topics %q, want %q", name, role, g, w)
			}
			if w, g := goalTexts(want), goalTexts(got); len(w) != len(strange) || !slices.Equal(w, g) {
				t.Errorf("%s for a %s: goals %q, want %q", name, role, g, w)
			}
		}
	}
}

// The agreement that templates ask for is the one that agreement looks for.
func TestTemplatesAskForTheAgreement(t *testing.T) {
	set, err := template.NewSet(nil)
	if err != nil {
		t.Fatal(err)
	}
	asking := 0
	for _, name := range set.EntryNames() {
		text, err := set.Execute(name, sampleData("report", false))
		if err != nil || !strings.Contains(string(text), "## Working agreement") {
			continue
		}
		asking++
		src := string(text)
		for i, point := range template.AgreementPoints("report") {
			label := point.Label
			if !strings.Contains(src, "- "+label+":\n") {
				t.Errorf("%s does not ask: %s", name, label)
			}
			if i == 0 {
				src = strings.Replace(src, "- "+label+":\n", "- "+label+": for us\n", 1)
			}
		}
		folder, err := notes.OpenFolder(fstest.MapFS{
			page.SettingsFile: {Data: settings.New("", "")}, "people/alice/2026-11-20.md": {Data: []byte(src)},
		})
		if err != nil {
			t.Fatal(err)
		}
		_, a, _ := folder.Agreements("alice")
		if a == nil || len(a.Unanswered()) != len(template.AgreementPoints("report"))-1 {
			t.Errorf("%s: one answer of %d is not understood: %+v", name, len(template.AgreementPoints("report")), a)
		}
		pristine, err := notes.OpenFolder(fstest.MapFS{
			page.SettingsFile: {Data: settings.New("", "")}, "people/alice/2026-11-20.md": {Data: text},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, a, _ := pristine.Agreements("alice"); a != nil {
			t.Errorf("%s: an agreement nobody wrote: %+v", name, a)
		}
	}
	if asking < 2 {
		t.Errorf("%d templates ask for an agreement", asking)
	}
}
