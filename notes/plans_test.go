package notes_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/themes"
	"oneonone/notes/wish"
)

// What a command writes into notes is what it wrote into them before. One sum for
// each thing that is planned.
func TestPlansStay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	sums := map[string]hash.Hash{}
	for part := range 40 {
		planned := plansOf(t, part)
		for _, what := range slices.Sorted(maps.Keys(planned)) {
			if sums[what] == nil {
				sums[what] = sha256.New()
			}
			sums[what].Write([]byte(planned[what]))
			if testing.Verbose() {
				t.Logf("%d %s %s", part, what, planned[what])
			}
		}
	}
	var all strings.Builder
	for _, what := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&all, "%s %.6x\n", what, sums[what].Sum(nil))
	}
	sliptest.Hold(t, "testdata/plans", all.String())
}

// typed are lines as people type them at a prompt.
var typed = []string{
	"ask about the reorg", "- [ ] send the plan to Alice by friday", "tom to call the vendor (due 2026-12-11)", "the on-call rota", "feedback: the demo was too long", "to alice: your summary was clear",
	"2026-11-18: ran the incident well #win", "yesterday: lost two days to the build #obstacle", "why do we have two build systems?", "learn Rust\n  - read the book\n  - write a tool", "1 year: lead a small team", "", "   ", "# Heading", "wish: build something new again",
	"what happens after the reorg", "I will write the postmortem tomorrow", "@bob look into the flaky tests", "Priya: a raise (since 2026-10-02)", "~~old~~", "payments migration", "book the room", "decided: no second office", "monday: said that reviews take days",
}

func plansOf(t *testing.T, part int) map[string]string {
	planned := map[string]string{}
	say := func(what string, facts ...any) {
		b, err := json.Marshal(facts)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		planned[what] += string(b) + "\n"
	}
	r := sliptest.Rand(fmt.Sprint("plans", part))
	f, err := notes.OpenFolder(sliptest.Folder(r))
	if err != nil {
		t.Fatal(err)
	}
	f.Today = when.Of(sliptest.Today).AddDays(r.IntN(8) - 3)
	one := func() string {
		line := typed[r.IntN(len(typed))]
		if r.IntN(3) == 0 && line != "" {
			line = string(sliptest.Slip(r, []byte(line)))
		}
		return line
	}
	for _, p := range f.People() {
		h, day := p.Handle, f.Today
		prep, _ := f.Prep(p, day)
		say("suggestions", prep.Suggestions())
		if rhythm, err := f.Rhythm(p, day); err == nil {
			say("series", rhythm.Series(day.AddDays(120)), rhythm.Series(day.AddDays(400)))
		}
		into := page.EntryRefOf(h, day, 1)
		j := notes.Jotter{Folder: f}
		for range 4 {
			said1, err := j.Jot(h, one(), notes.Aim(r.IntN(3)))
			say("jotted", said1, said(err), all(j.Changes))
		}
		noted := f.Noted(h, day)
		changes, n, err := f.PlanNoted(into)
		say("noted", len(noted), all(changes), n, said(err))
		late, n, err := f.PlanFollowUps(into)
		say("follow-ups", changed(late), n, said(err))
		agenda, known, err := f.AddToAgenda(into, []string{one(), one()})
		say("agenda", changed(agenda), known, said(err))
		topics, known, err := f.AddTopics(h, []string{one(), one()}, day, []string{"", "sam", h, "tom"}[r.IntN(4)])
		say("topics", changed(topics), known, said(err))
		waiting, _ := f.Hopper(h)
		for _, other := range f.People() {
			for _, w := range waiting[:min(len(waiting), 2)] {
				given, err := f.GiveTopic(h, other.Handle, w)
				say("given", all(given), said(err))
			}
		}
		found, err := notes.FindTopic(waiting, one())
		say("found topic", found, said(err))
		tellGoals(f, h, one, say)
		tellMeetings(f, p, one, say)
		tellPromises(f, p, one, say)
		renamed := "Alex " + strings.TrimSpace(one())
		say("names", said(notes.ValidName(renamed)), notes.NameOf(one()), p.Called(), p.FirstName(), p.FullName(), f.NearNames(one()))
		handle, err := notes.HandleFor(renamed, func(h string) bool { return strings.HasSuffix(h, "x") })
		former, err2 := f.KeepFormer(h, []string{renamed}, p.FullName(), "ali")
		away, err3 := f.GiveAway("Tom", p.FirstName())
		say("names", handle, changed(former), all(away), said(err, err2, err3))
		top := f.Top(h)
		say("names", f.LostNames(top.Path, bytes.Replace(top.Src, []byte(p.FirstName()), []byte("Tom"), 1), day))
		set, err := f.SetOnTopPage(h, []string{"role", "minutes", "away"}, map[string]any{"role": "peer", "minutes": r.IntN(90), "away": []string{"2026-12-21..2027-01-08"}})
		unset, err2 := f.Unset(h, map[string]any{"cadence": "daily", "time": nil})
		say("profile", changed(set), changed(unset), said(err, err2))
		say("wishes", wish.On(top), wish.ComeDueOn(top, day.AddDays(-200), day.AddDays(400)))
	}
	for _, word := range []string{"alice", "Ali", "a", "tmo", "Pria", "Nina Ek", "Martin", "martni", "ek", "", one(), "Allie", "alicee-martin", "bob lee"} {
		p, err := f.Find(word)
		say("found person", word, p != nil, said(err), f.NearNames(word))
	}
	if kept, src, err := themes.ReadKept(f); err == nil {
		for range 3 {
			words := strings.TrimLeft(one(), "-[] ")
			join, split := themes.Join(src, words, []string{one(), "slow builds"}), themes.Split(src, []string{"slow builds", words, "nobody reviews"}[r.IntN(3)])
			say("themes", kept, changed(&join), changed(&split), themes.IsName(f, words))
		}
	}
	return planned
}

func tellGoals(f *notes.Folder, h string, one func() string, say func(string, ...any)) {
	goals, day := f.Goals(h), f.Today
	for range 3 {
		words := one()
		found, err := notes.FindGoal(goals, words)
		of, step := notes.FindStep(goals, words)
		say("found goal", found, of, step, said(err))
	}
	added, err := f.AddGoal(h, one(), day.AddDays(60), day, []string{one(), "the last step"})
	say("goals", changed(added), said(err))
	for _, g := range goals {
		for _, s := range g.Steps {
			closed, err := f.CloseStep(h, g, s, clause.Done, day)
			say("steps", changed(closed), said(err))
		}
	}
}

func tellMeetings(f *notes.Folder, p *notes.Person, one func() string, say func(string, ...any)) {
	day := f.Today
	refs, err := f.Entries(p.Handle)
	skipped, err2 := f.PlanSkip(p, day, one())
	say("skipped", changed(skipped), f.LastMet(refs, day), said(err, err2))
	entries, problems := f.ReadAll(refs)
	say("wishes", problems, wish.ComeDue(entries, day.AddDays(-100), day.AddDays(100)), wish.Newest(entries, day))
	for i, e := range entries {
		held, err := f.PlanHeld(e)
		moved, err2 := f.PlanMove(e, day.AddDays(i-3), 1)
		say("held and moved", changed(held), all(moved), said(err, err2))
		say("hints", f.Hints(e))
	}
	for _, words := range []string{"2026-12-21..2027-01-08", "2026-12-21 to 2027-01-08", "next week", "until friday", one(), "2 weeks from 1 december", "2026-11-20", "from monday to 24 december"} {
		leave, err := cadence.LeaveFrom(words, day)
		written, err2 := cadence.ParseLeave(words)
		say("leaves", leave, leave.String(), leave.Days(), written, said(err, err2))
	}
}

func tellPromises(f *notes.Folder, p *notes.Person, one func() string, say func(string, ...any)) {
	look, day := actions.In(f), f.Today
	threads, _ := look.Threads(p.Handle)
	handles := look.Short()
	into := page.EntryRefOf(p.Handle, day, 1)
	if refs, _ := f.Entries(p.Handle); len(refs) > 0 {
		into = refs[len(refs)-1]
	}
	try := func(what string, do func(*actions.Plan) error) {
		plan := look.Plan()
		if err := do(plan); err != nil {
			say(what, said(err))
			return
		}
		changes, err := plan.Changes()
		say(what, all(changes), said(err), len(plan.Added()))
	}
	for _, a := range []actions.NewAction{{Text: one()}, {Text: one(), Owner: p.Handle}, {Text: one(), Due: day.AddDays(10)}, {Text: one(), Owner: clause.Me, Due: day}} {
		try("added", func(plan *actions.Plan) error {
			return plan.Add(into, a, day)
		})
	}
	for i, th := range threads {
		try("marked", func(plan *actions.Plan) error {
			return plan.Mark(th, []clause.State{clause.Done, clause.Dropped, clause.Open}[i%3], day)
		})
		try("due", func(plan *actions.Plan) error { return plan.SetDue(th, day.AddDays(i*7-7)) })
		try("owner", func(plan *actions.Plan) error { return plan.SetOwner(th, []string{"tom", clause.Me, "alice"}[i%3]) })
	}
	words := [][]string{strings.Fields(one() + " plan"), {"send", "draft"}, {"the"}, {"review", "budget", "x"}, {p.Handle, "send"}, {p.Handle}, {"z"}}
	for _, th := range threads {
		words = append(words, []string{handles.Short(th.ID)}, []string{th.ID[:2]}, []string{th.ID, "x"}, strings.Fields("the "+th.Text))
	}
	for _, w := range words {
		found, err := look.Find(w, (*promise.Thread).IsTheirs)
		var ids []string
		for _, th := range found {
			ids = append(ids, th.ID)
		}
		say("found promise", w, ids, said(err))
	}
}
