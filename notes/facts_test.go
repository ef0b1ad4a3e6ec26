package notes_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"strings"
	"testing"
	"time"

	"oneonone/internal/sliptest"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/advice"
	"oneonone/notes/check"
	"oneonone/notes/counts"
	"oneonone/notes/coverage"
	"oneonone/notes/owed"
	"oneonone/notes/page"
	"oneonone/notes/review"
	"oneonone/notes/search"
	"oneonone/notes/themes"
	"oneonone/notes/week"
)

// What is told of a folder, by whatever looks at it, is what was told of it
// before: who counts on a figure finds it again. One sum for each that tells. What
// [page.FactOf] remembers is among it: where habits, goals or the draft of an entry
// change, [page.ReadingVersion] may have to be raised.
func TestFactsStay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	sums := map[string]hash.Hash{}
	var order []string
	for part := range 40 {
		say := func(what string, facts ...any) {
			b, err := json.Marshal(facts)
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if sums[what] == nil {
				sums[what] = sha256.New()
				order = append(order, what)
			}
			sums[what].Write(b)
			if testing.Verbose() {
				t.Logf("%d %s %s", part, what, b)
			}
		}
		r := sliptest.Rand(fmt.Sprint(part))
		f, err := notes.OpenFolder(sliptest.Folder(r))
		if err != nil {
			t.Fatal(err)
		}
		f.Today = when.Of(sliptest.Today).AddDays(r.IntN(8) - 3)
		for _, p := range f.People() {
			tellPerson(f, p, say)
		}
		tellFolder(f, say)
	}
	var all strings.Builder
	for _, what := range order {
		fmt.Fprintf(&all, "%s %.6x\n", what, sums[what].Sum(nil))
	}
	sliptest.Hold(t, "testdata/facts", all.String())
}

func tellPerson(f *notes.Folder, p *notes.Person, say func(string, ...any)) {
	day, h := f.Today, p.Handle
	rhythm, err := f.Rhythm(p, day)
	agendas, _ := f.RecentAgendas(h, 6, day)
	say("rhythm", rhythm, err, agendas)
	say("advice", advice.NewTeam(f.People(), time.UTC).About(rhythm, agendas))
	prep, problems := f.Prep(p, day)
	say("prep", prep, problems)
	habits, problems := f.Habits(p, day)
	say("habits", habits, problems)
	draft, err := f.DraftEntry(h, day, 1)
	say("draft", draft, err)
	hopper, err := f.Hopper(h)
	back, _ := f.HopperWithPutBacks(h, day)
	say("hopper", hopper, back, err, f.PrivateTopics(h))
	for i, w := range hopper {
		first, err1 := f.FirstTopic(h, w)
		last, err2 := f.LastTopic(h, w, day)
		dropped, err3 := f.DropTopic(h, w)
		other, err4 := f.RewordTopic(h, w, "something else")
		taken, err5 := f.TakeTopic(h, w, page.EntryRef{Path: page.EntryPath(h, day, 1), Person: h, Date: day, N: 1})
		say("topics", i, changed(first), changed(last), all(dropped), all(other), all(taken), said(err1, err2, err3, err4, err5))
	}
	stories, problems := f.GoalStories(h)
	say("goals", stories, problems)
	for _, g := range f.Goals(h) {
		closed, err := f.CloseGoal(h, g, "done", day)
		edited, err2 := f.EditGoal(h, g, "another goal", day.AddDays(30))
		say("goal plans", changed(closed), changed(edited), said(err, err2))
	}
	touched, problems := coverage.Of(f, p, day, coverage.Asks{Areas: func(string) []coverage.Area { return nil }})
	say("coverage", touched, problems, coverage.Untouched(touched))
	stats, problems := counts.Of(f, p, day.AddDays(-60), day)
	say("counts", stats, problems)
	threads, problems := actions.In(f).Threads(h)
	for _, t := range threads {
		say("promises", t.ID, t.Owners, t.State, t.Since, t.Due, t.Done, t.Text, t.Life(), t.CarriedLine(), t.Overdue(day), t.Slipping(day), t.AgeDays(day), t.IsMine(), t.IsTheirs(), len(t.Lines))
	}
	say("promises", problems)
	read := review.ReadPerson(f, p, review.Scope{Private: true})
	packet := read.PacketOf(read.ArcOf(day, nil), day.AddDays(-90), day, func(*review.Line) bool { return true })
	written := string(packet.Markdown())
	faults, err := packet.Check([]byte(written + "\nAlice shipped the migration on 2026-11-13. [2026-11-13:4]\n"))
	say("review", written, faults, err, packet.Counted(), packet.Rhythm(), packet.Weeks(), review.MentionedIn(f, p, day.AddDays(-60), day))
	newest, problems, err := themes.Newest(f, h)
	say("newest obstacle", newest, problems, err)
}

func tellFolder(f *notes.Folder, say func(string, ...any)) {
	day := f.Today
	standings, problems := f.Standings(f.People(), day)
	say("standings", standings, problems, f.Problems)
	say("choices", advice.NewTeam(f.People(), time.UTC).Choices())
	report := check.Folder(f, f.People(), day)
	say("check", report.Findings, report.Notes)
	of, problems, err := week.Read(f, day.AddDays(-13), true)
	sent, err2 := of.ToSend()
	say("week", of.Met, of.Items, problems, said(err, err2), sent)
	debts, problems, err := owed.Find(f, func(string) bool { return false })
	say("owed", debts, owed.IDs(debts), problems, said(err))
	window := themes.Window{Since: day.AddDays(-60), Until: day}
	none := func(string) bool { return false }
	lines, problems, err := themes.Lines(f, window, page.SectionObstacle, page.SectionInsight)
	say("themes", lines, problems, said(err))
	obstacles, problems, err := themes.Obstacles(f, window)
	say("obstacles", obstacles, problems, said(err))
	questions, problems, err := themes.Questions(f, window, nil, none)
	say("questions", questions, problems, said(err))
	for _, q := range questions {
		answer, err := themes.Answer(f, &q, "because of history", day)
		say("answers", all(answer), said(err))
	}
	heard, problems, err := themes.Rises(f, window, 1, none)
	say("rising", heard, problems, said(err))
	for _, words := range []string{"deploys", "the build", "#obstacle", "#win", "\"slow builds\"", "a", "migra", "ALICE", "-slow deploys"} {
		q, err := search.Parse(strings.Fields(words))
		if err != nil {
			say("search", words, said(err))
			continue
		}
		hits, problems, err := search.Find(f, search.In{People: f.People(), Tagged: true, Private: true}, q)
		say("search", words, hits, problems, said(err))
	}
	tags, problems, err := search.Tags(f, search.In{People: f.People()})
	say("tags", tags, problems, said(err))
}

func changed(c *page.Change) string {
	if c == nil {
		return ""
	}
	return c.Path + "\n" + string(c.New)
}

func all(changes []page.Change) (s []string) {
	for _, c := range changes {
		s = append(s, changed(&c))
	}
	return s
}

func said(errs ...error) (s []string) {
	for _, err := range errs {
		s = append(s, fmt.Sprint(err))
	}
	return s
}
