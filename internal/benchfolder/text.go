package benchfolder

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"oneonone/internal/when"
)

// writer makes up the notes about one person. What was promised and not done
// is carried from entry to entry, as the program does.
type writer struct {
	*rand.Rand
	name string
	open []promise
}

type promise struct {
	words string
	since when.Date
}

func (w *writer) pick(of []string) string { return of[w.IntN(len(of))] }

var roles = []string{"report", "report", "report", "peer", "manager", "skip-level"}

func (w *writer) topPage(i int) string {
	return fmt.Sprintf("---\nname: %s %s\nrole: %s\ncadence: weekly\nstarted: 2024-03-0%d\n---\n\n# %s\n\n> This hour is yours.\n\n"+
		"## Goals\n- %s (due 2026-12-31)\n- %s\n\n## Hopper\n- %s (since 2026-11-10)\n- %s (since 2026-11-12)\n\n"+
		"## Working agreement\n- feedback: straight away, in private\n",
		w.name, w.pick(lastNames), roles[i%len(roles)], 1+i%9, w.name,
		w.pick(goals), w.pick(goals), w.pick(topics), w.pick(topics))
}

// entry is a meeting of some 1.5 KB: follow-ups, topics with notes, prose,
// bold that is no promise, and a few that are.
func (w *writer) entry(day when.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ndate: %s\n---\n\n# %s · %s\n\n", day, w.name, day.Time().Format("Monday 2 January 2006"))
	if len(w.open) > 0 {
		b.WriteString("## Last time\n")
		var still []promise
		for _, p := range w.open {
			if w.IntN(5) < 3 {
				fmt.Fprintf(&b, "- [x] **%s** (since %s, done %s)\n", p.words, p.since, day)
			} else {
				fmt.Fprintf(&b, "- [ ] **%s** (since %s)\n", p.words, p.since)
				still = append(still, p)
			}
		}
		w.open = still
		b.WriteByte('\n')
	}
	b.WriteString("## Topics\n")
	for range 2 + w.IntN(3) {
		fmt.Fprintf(&b, "- [%s] %s\n", w.pick([]string{"x", "x", " "}), w.pick(topics))
		for range w.IntN(3) {
			fmt.Fprintf(&b, "  - %s\n", w.sentence())
		}
	}
	b.WriteString("\n## Notes\n\n")
	for range 3 + w.IntN(5) {
		switch w.IntN(6) {
		case 0:
			fmt.Fprintf(&b, "- **%s:** %s\n", w.pick(labels), w.sentence())
		case 1:
			fmt.Fprintf(&b, "- %s, which is **%s** to us\n", w.sentence(), w.pick(emphases))
		case 2:
			fmt.Fprintf(&b, "%s %s\n\n", capital(w.sentence())+".", capital(w.sentence())+".")
		default:
			fmt.Fprintf(&b, "- %s\n", w.sentence())
		}
	}
	for range 1 + w.IntN(2) {
		if len(w.open) > 6 {
			break
		}
		p := promise{w.name + " to " + w.pick(verbs) + " " + w.pick(objects), day}
		if w.IntN(3) == 0 {
			p.words = capital(w.pick(verbs)) + " " + w.pick(objects)
		}
		if has(w.open, p.words) {
			continue
		}
		w.open = append(w.open, p)
		fmt.Fprintf(&b, "- %s; **%s**\n", w.sentence(), p.words)
	}
	return b.String()
}

func has(open []promise, words string) bool {
	for _, p := range open {
		if p.words == words {
			return true
		}
	}
	return false
}

func (w *writer) sentence() string {
	return fmt.Sprintf("%s %s %s %s", w.pick(subjects), w.pick(does), w.pick(objects), w.pick(tails))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func lines(s string) []string {
	all := strings.Split(strings.TrimSpace(s), "\n")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

var (
	lastNames = strings.Fields("Martin Stone Okafor Lindqvist Haddad Novak Tanaka Moreau Silva Weber")
	labels    = strings.Fields("Status Decision Risk Context Mood Update")
	emphases  = strings.Fields("important new surprising fine useful")
	verbs     = strings.Fields("send draft review book check share update write call schedule")
	goals     = lines(`lead the payments migration
		give a talk at the guild
		bring a new colleague up to speed
		own the on-call handbook
		write the first design document alone`)
	topics = lines(`how promotion works here
		the reorg and what it means for the team
		hiring plan for spring
		flaky tests in the nightly build
		holidays and cover
		what to stop doing
		feedback on the last release
		on-call load`)
	objects = lines(`the migration plan
		the notes of the retro
		a ticket for the flaky build
		the draft of the growth plan
		the budget for tools
		the interview questions
		an introduction to the data team
		the rollout dates
		the dashboard numbers
		the handover to support`)
	subjects = lines(`the platform team
		our customer in Lyon
		the new joiner
		finance
		the release
		support
		the other squad`)
	does = lines(`is still waiting for
		liked
		asked twice about
		would rather see
		has not read
		is happy with
		worries about`)
	tails = lines(`since last week
		and wants to talk about it
		but nobody owns it yet
		after the offsite
		before the end of the quarter
		which took longer than we thought`)
)
