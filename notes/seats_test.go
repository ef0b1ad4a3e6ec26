package notes_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
)

// seatsOf opens the same files of a shared doc as Sam has them, in people/alice,
// and as Alice has them, in people/boss.
func seatsOf(t *testing.T, files map[string]string) (sams, alices *notes.Folder) {
	t.Helper()
	open := func(me, handle string) *notes.Folder {
		fsys := fstest.MapFS{"oneonone.yaml": {Data: []byte("format: 1\n" + me)},
			"people/bob/README.md": {Data: []byte("---\nname: Bob Lee\n---\n")}}
		for name, text := range files {
			fsys["people/"+handle+"/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
		f, err := notes.OpenFolder(fsys)
		if err != nil {
			t.Fatal(err)
		}
		f.Today = when.Date{Year: 2026, Month: 11, Day: 20}
		return f
	}
	return open("me: Sam Rivera\naliases: [SR]\nverbs: [huddle]\n", "alice"), open("me: Alice Martin\n", "boss")
}

const sharedTop = "---\nname: Alice Martin\nwith: Sam Rivera\nrole: report\naliases: [AM]\nstarted: 2026-03-02\n---\n# Alice Martin\n"

// listed is what a seat reads, owners as Sam's seat calls them.
func listed(f *notes.Folder, handle string, names map[string]string) []string {
	threads, problems := actions.In(f).Threads(handle)
	var lines []string
	for _, t := range threads {
		owners := []string{}
		for _, o := range t.Owners {
			if as, ok := names[o]; ok {
				o = as
			}
			owners = append(owners, o)
		}
		lines = append(lines, fmt.Sprintln(t.ID, owners, t.Text, t.State, t.Due, t.Since, len(t.Lines), t.Newest().Line))
	}
	for _, p := range problems {
		lines = append(lines, fmt.Sprintln(strings.TrimPrefix(p.Path, "people/"+handle), p.Line, p.What))
	}
	return lines
}

func TestBothSeatsReadTheSame(t *testing.T) {
	sams, alices := seatsOf(t, map[string]string{"README.md": sharedTop, "2026-11-13.md": `# Alice · 13 November

## Actions
- [ ] Alice to send the plan
- [ ] Sam: book a room (due 2026-11-20)
- [ ] @alice-martin: call the bank
- [ ] @boss to answer
- [ ] Bob to say when
- [ ] all: read the paper
- [ ] I'll ask around
- [ ] somebody should look
- [ ] AM TODO: reply
- [ ] SR: an alias of one seat
- huddle about it

## Sam
- I'll be brief
- [ ] and send it

## My action items
- nobody's

| Task | Owner |
|---|---|
| order the badges | me |
| print them | Alice, Sam |
`})
	hers := listed(alices, "boss", map[string]string{"me": "alice", "boss": "me"})
	if his := listed(sams, "alice", nil); !slices.Equal(his, hers) {
		t.Errorf("Sam reads\n%s\nAlice reads\n%s", strings.Join(his, ""), strings.Join(hers, ""))
	}
	boss := alices.Person("boss")
	if boss.Name != "Sam Rivera" || boss.Role != "manager" || !boss.Started.IsZero() || sams.Person("alice").Name != "Alice Martin" || sams.Person("alice").Role != "report" {
		t.Errorf("%+v", boss)
	}
}
