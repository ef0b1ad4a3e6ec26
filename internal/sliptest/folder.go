package sliptest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
	"time"
)

// sections are what notes hold, one line each below the headings it may stand under.
var sections = map[string][]string{
	"Hopper": {"- the on-call rota (since 2026-10-02)", "- [ ] what happens after the reorg", "- ~~the printer~~", "- [x] travel", "- a second screen\n  - for the office", "- who decides about vendors? (since 2026-11-13, put back 2026-11-06)"},
	"Goals": {"- Lead the payments migration (since 2026-06-05, due 2026-12-18)\n  - [x] write the plan\n  - [ ] move the last shop", "- [x] Give a talk (since 2026-05-01, done 2026-09-25)", "- payments migration: the first two shops are moved",
		"- [-] learn Rust (dropped 2026-10-09)"},
	"Actions": {"- [ ] Alice to send the draft (due 2026-11-27)", "- [x] Sam to ask finance (done 2026-11-13)", "- [ ] Sam: book the room by friday", "- [ ] review the budget (since 2026-09-04)", "- [-] Tom to call the vendor (dropped 2026-10-30)", "- [ ] write the postmortem\n  - with numbers",
		"**Alice will write the runbook**", "- [ ] Alice and Tom to plan the offsite", "- [ ] everybody: read the plan by 12/11", "- I (Sam) will ask the vendor", "- TODO(tom): fix the alert", "- [ ] [name=priya] order the laptops due:2026-12-01", "- Priya -> to look at the contract", "- [ ] ~~Tom to~~ Sam to call finance", "| Who | What | By |\n|---|---|---|\n| Alice | the slides | friday |\n| me | the room | 2026-12-04 |", "- I need to talk to HR until end of next week", "- [ ] alice: [the doc](https://example.org/a)", "- Alice wird den Plan schicken bis Freitag", "- AP: Tom soll das Budget klären", "- [ ] max: renew the contract", "- [ ] Max to order a screen", "- [ ] Sam to talk to Priya (for: payments migration)", "- [ ] @bob look into the flaky tests (due 2026-11-06)"},
	"Notes": {"She is tired of the deploys being slow.", "- deploys take an hour again #obstacle", "- the deploys are slow, and nobody owns them #obstacle", "- said that reviews take days #obstacle", "Le déploiement est trop lent. #obstacle", "- Q: why do we have two build systems?", "- 2026-11-18: ran the incident well #win",
		"- to Alice: your summary was clear #feedback", "- from Alice: more context in the mornings (said 2026-11-06)", "- wants to lead a small team (for: payments migration)", "We decided to keep the old system until spring. #decision", "Sam to check with legal by next week", "- *learned* that the vendor has two teams #insight", "We will meet again after the leave.", "I have a plan, she has to agree.", "> quoted: Tom to apologise", "`- [ ] no promise`", "- Q: who owns the alerts?\n  - A: nobody yet", "- she is off from 2026-12-21 to 2027-01-08", "<!-- no promise -->", "In einem Jahr: ein Team leiten #wish"},
	"Feedback":          {"- to Tom: the demo was too long", "- from Priya: thanks for the time off (said 2026-10-30)", "- the handover went well", "- to Alice: ask for help earlier (said 2026-11-13)"},
	"Wins":              {"- moved the last shop", "- Einstellung von drei Leuten (for: give a talk)", "- the talk was a success (for: give a talk)", "- 2026-11-10: hired two people"},
	"Obstacles":         {"- the build is slow", "- slow builds", "- builds fail on Mondays, and nobody knows why", "- nobody reviews our changes", "- waiting for reviews for days", "- too many meetings"},
	"Wishes":            {"- 1 year: lead a small team (since 2026-05-08)", "- 6 months: a project of my own (since 2026-05-15)", "- build something new again", "- in two years, lead the department", "- next year:\n  - less on call", "- where do you want to be in 3 years?\n  - still here"},
	"Competencies":      {"- Technical leadership: decides what others can build on", "- Growing others", "- Growing others: mentors two people"},
	"Working agreement": {"- feedback: straight away, in private", "- what stays between us: everything"},
	"Their topics":      {"- promotion: what is missing?", "- the next quarter", "- why do we have two build systems?"},
	"Insights":          {"- the migration needs an owner", "- people read the first line only"},
	"Morale":            {"- better than last month", "- tired"},
	"Dates":             {"- birthday: 24 November", "- joined on 2 March 2024", "- wedding: 21.11.2020", "- trial ends: 2026-12-01"},
}

var (
	onTop   = []string{"Hopper", "Hopper", "Goals", "Wishes", "Competencies", "Working agreement", "Wins", "Feedback", "Dates", "What drives them"}
	inEntry = []string{"Goals", "Actions", "Notes", "Feedback", "Wins", "Obstacles", "Their topics", "Insights", "Morale", "Notes", "Actions", "Working agreement"}
)

// Today is the day for which Folder makes notes.
var Today = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

// Folder is a folder of notes on a few people, with slips in them.
func Folder(r *rand.Rand) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) {
		var b strings.Builder
		for line := range strings.Lines(text) {
			if line != "---\n" && line != "\n" && r.IntN(25) == 0 {
				line = string(Slip(r, []byte(line)))
			}
			b.WriteString(line)
		}
		files[name] = &fstest.MapFile{Data: []byte(b.String())}
	}
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	body := func(headings []string) string {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			h := one(headings...)
			fmt.Fprintf(&b, "\n## %s\n", h)
			for range r.IntN(5) {
				if h == "Hopper" && r.IntN(12) == 0 { // more than anybody gets to
					for n := range 6 + r.IntN(30) {
						fmt.Fprintf(&b, "- topic %d\n", n)
					}
				}
				if lines := sections[h]; len(lines) > 0 {
					b.WriteString(one(lines...) + "\n")
				}
			}
		}
		return b.String()
	}
	files["oneonone.yaml"] = &fstest.MapFile{Data: []byte("format: 1\nme: Sam Rivera\n")}
	for _, p := range []string{"alice Martin", "tom Weiss", "priya Rao", "bob Lee", "nina Ek"}[:1+r.IntN(5)] {
		handle, name, _ := strings.Cut(p, " ")
		dir := "people/" + handle + "/"
		top := "---\nname: " + strings.ToUpper(handle[:1]) + handle[1:] + " " + name + "\n" + one("", "role: report\n", "role: skip\n", "role: peer\n") +
			one("", "cadence: weekly\n", "cadence: every 2 weeks\n", "cadence: monthly\n") + one("", "day: friday\n", "day: Monday\n") + one("", "time: \"10:00\"\n", "minutes: 45\n") +
			one("", "started: 2026-11-02\n", "started: 2024-03-04\n", "started: 2026-06-01\n") + one("", "", "away: [2026-10-26..2026-11-06]\n", "away: [2026-10-05..2026-11-17]\n", "away: 2026-11-27..2027-01-08\n", "review: 2026-12-15\n") + one("", "", "timezone: Asia/Tokyo\n", "timezone: America/Los_Angeles\n", "time: \"17:30\"\nminutes: 60\n", "colour: blue\n", "headings:\n  actions: [Next]\n  wins: [Yay]\n", "aliases: [Ali]\nformer: [Allie until 2026-09-01]\n", "former: [max until 2026-10-01]\n", "former: [Max until 2026-10-15]\n") + "---\n# " + name + "\n"
		put(dir+"README.md", top+body(onTop))
		day := Today.AddDate(0, 0, r.IntN(9)-2)
		for range r.IntN(14) {
			front := one("", "", "", "---\nmood: 4\n---\n", "---\nmood: 2\nuseful: 5\n---\n", "---\nstatus: skipped\nreason: "+one("ill", "travel", "holiday")+"\n---\n", "---\nmoved-from: 2026-11-12\ntags: [career]\n---\n")
			put(dir+day.Format("2006-01-02")+".md", front+"# "+name+"\n"+body(inEntry))
			day = day.AddDate(0, 0, -7*(1+r.IntN(2)))
		}
		if r.IntN(3) == 0 {
			put("private/"+dir+Today.Format("2006-01-02")+".md", "# "+name+"\n"+body(inEntry))
		}
	}
	if r.IntN(2) == 0 {
		put("themes.md", "# Themes\n\n- deploys: deploys are slow, slow builds\n- reviews: wait for reviews, nobody reviews\n* people\n")
	}
	return files
}
