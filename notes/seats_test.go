package notes_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
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
	return open("me: Sam Rivera\naliases: [SR]\nverbs: [huddle]\nheadings: {actions: [Tasks]}\ndate_order: mdy\n", "alice"), open("me: Alice Martin\n", "boss")
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

// A doc is two people's notes, written by both, by commands and by hand: what
// one seat lists the other lists too, with the names exchanged.
func TestRandomDocsAreTheSameFromBothSeats(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 14))
		sams, alices := seatsOf(t, randomDoc(r))
		exchanged := map[string]string{"me": "alice", "boss": "me"}
		his, hers := listed(sams, "alice", nil), listed(alices, "boss", exchanged)
		if !slices.Equal(his, hers) {
			t.Fatalf("seed %d: Sam reads\n%s\nAlice reads\n%s", seed, strings.Join(his, ""), strings.Join(hers, ""))
		}
		if his, hers := kept(t, sams, "alice"), kept(t, alices, "boss"); his != hers {
			t.Fatalf("seed %d: Sam keeps\n%s\nAlice keeps\n%s", seed, his, hers)
		}
		if his, hers := dueOf(sams, "alice"), dueOf(alices, "boss"); his.mine != hers.theirs || his.theirs != hers.mine || his.open != hers.open {
			t.Fatalf("seed %d: for Sam it is %+v, for Alice %+v", seed, his, hers)
		}
	}
}

type owes struct{ mine, theirs, open int }

// dueOf is what a seat counts; what only somebody else owes is theirs in both.
func dueOf(f *notes.Folder, handle string) owes {
	all, _ := f.Standings([]*notes.Person{f.Person(handle)}, f.Today)
	n := owes{all[0].Mine, all[0].Theirs, all[0].Open}
	threads, _ := actions.In(f).Threads(handle)
	for _, t := range threads {
		if t.State == clause.Open && t.IsTheirs() && !slices.Contains(t.Owners, handle) {
			n.theirs--
		}
	}
	return n
}

// kept is what waits, and what the person works towards.
func kept(t *testing.T, f *notes.Folder, handle string) string {
	t.Helper()
	waiting, err := f.Hopper(handle)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, w := range waiting {
		fmt.Fprintln(&b, "topic", w.Text, w.Since, w.InEntry, w.Line)
	}
	for _, g := range f.Top(handle).Goals() {
		fmt.Fprintln(&b, "goal", g.Text, g.State, g.Due, g.Line)
	}
	draft, err := f.DraftEntry(handle, f.Today, 1)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, draft.FollowUpItems(), draft.TopicItems(), draft.GoalItems())
	return b.String()
}

func randomDoc(r *rand.Rand) map[string]string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	line := func() string {
		who := pick("Alice to ", "Alice: ", "Sam to ", "Sam will ", "@alice ", "@sam-rivera ", "AM: ", "SR: ", "I'll ", "I will ", "me: ", "All: ", "Alice and Sam to ", "Bob to ", "@bob ", "@boss ", "", "", "Sam: I'll ", "ACTION Alice: ", "Alice Martin to ", "Dana: ")
		what := pick("send the plan", "book a room", "call the bank", "huddle with legal", "write the summary by Friday", "ask around", "reply by 12/4")
		meta := pick("", "", " (due 2026-11-27)", " (since 2026-11-06)", " (done 2026-11-13)", " – Alice", " [Sam]")
		switch text := who + what + meta; r.IntN(4) {
		case 0:
			return "- " + pick("[ ]", "[x]", "[-]") + " " + text
		case 1:
			return "- **" + text + "**"
		case 2:
			return pick("- ", "") + text
		default:
			return "- [ ] **" + text + "**"
		}
	}
	files := map[string]string{"README.md": sharedTop + "\n## Goals\n- Lead the migration\n- [x] " + pick("Give a talk", "Sam to help") + "\n\n## Hopper\n- " + pick("the reorg", "Alice: could we pair?") + " (since 2026-11-01)\n- [ ] holidays\n"}
	for _, day := range []string{"2026-10-30", "2026-11-06", "2026-11-13", "2026-11-19"} {
		var b strings.Builder
		b.WriteString("# Alice\n")
		for range r.IntN(6) {
			b.WriteString("\n## " + pick("Last time", "Topics", "Notes", "Actions", "My topics", "Their topics", "Alice", "Sam", "Alice's action items", "Tasks", "Actions for Sam", "Next steps") + "\n")
			for range r.IntN(5) {
				b.WriteString(line() + "\n")
			}
		}
		files[day+".md"] = b.String()
	}
	return files
}
