package cmd

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/cli"
)

// A year of twelve people of four roles is made up day by day, and a ledger
// is kept of what was made up. The ledger is counted here with loops over
// days, knowing nothing of how the program counts, and compared with every
// figure on the screen of the morning and in stats.

const (
	dayFormat = "2006-01-02"
	yearToday = "2026-11-20" // a Friday
	yearStart = "2025-11-24" // a Monday
)

func date(s string) time.Time {
	t, err := time.Parse(dayFormat, s)
	if err != nil {
		panic(err) // a day misspelt in this file
	}
	return t
}

// slotOfYear is one planned meeting of the ledger.
type slotOfYear struct {
	planned time.Time
	outcome byte // 'm', 'v', 's', 'x', or '.' when it is still to come
	held    time.Time
}

type actionOfYear struct {
	text    string
	owners  string // me, them, both or none
	since   time.Time
	due     time.Time
	done    time.Time
	dropped bool
	entries int
}

func (a *actionOfYear) open() bool { return a.done.IsZero() }

type topicOfYear struct {
	text    string
	waiting bool
	left    []time.Time // the entries in which nobody got to it
}

type personOfYear struct {
	handle, name, role, cadence string
	weekday                     time.Weekday
	awayFrom, awayTo            time.Time
	slots                       []*slotOfYear
	actions                     []*actionOfYear
	topics                      []*topicOfYear
	hopper                      int
	moods                       []int
	moodDays                    []time.Time
}

var peopleOfYear = []personOfYear{
	{handle: "alice", name: "Alice Martin", role: "report", cadence: "weekly", weekday: time.Wednesday},
	{handle: "bob", name: "Bob Stone", role: "report", cadence: "weekly", weekday: time.Monday},
	{handle: "chen", name: "Chen Wu", role: "report", cadence: "weekly", weekday: time.Friday},
	{handle: "dana", name: "Dana Levy", role: "report", cadence: "biweekly", weekday: time.Thursday},
	{handle: "emil", name: "Emil Berg", role: "report", cadence: "weekly", weekday: time.Tuesday, awayFrom: date("2025-12-20"), awayTo: date("2026-01-05")},
	{handle: "fatima", name: "Fatima Noor", role: "report", cadence: "biweekly", weekday: time.Wednesday, awayFrom: date("2026-02-20"), awayTo: date("2026-05-31")},
	{handle: "goran", name: "Goran Ilic", role: "peer", cadence: "biweekly", weekday: time.Tuesday},
	{handle: "hana", name: "Hana Sato", role: "peer", cadence: "monthly", weekday: time.Thursday},
	{handle: "ivan", name: "Ivan Petrov", role: "peer", cadence: "monthly", weekday: time.Friday},
	{handle: "jun", name: "Jun Park", role: "manager", cadence: "weekly", weekday: time.Thursday},
	{handle: "kofi", name: "Kofi Mensah", role: "skip-level", cadence: "monthly", weekday: time.Wednesday},
	{handle: "lena", name: "Lena Vogel", role: "skip-level", cadence: "quarterly", weekday: time.Monday},
}

// planSlots walks from day to day and marks those that are planned.
func (p *personOfYear) planSlots() {
	start, end := date(yearStart), date(yearToday).AddDate(0, 4, 0)
	week, month := 0, 0
	for d := start; d.Before(end); d = d.AddDate(0, 0, 1) {
		if d.Weekday() != p.weekday {
			continue
		}
		planned := false
		switch p.cadence {
		case "weekly":
			planned = true
		case "biweekly":
			planned = week%2 == 0
		case "monthly", "quarterly":
			if d.Day() >= 8 && d.Day() <= 14 { // the second of its weekday
				planned = p.cadence == "monthly" || month%3 == 0
				month++
			}
		}
		week++
		if planned && (p.awayFrom.IsZero() || d.Before(p.awayFrom) || d.After(p.awayTo)) {
			p.slots = append(p.slots, &slotOfYear{planned: d, outcome: '.'})
		}
	}
}

// live makes up what became of each planned day up to today.
func (p *personOfYear) live(r *rand.Rand) {
	today := date(yearToday)
	monday := date("2026-11-16")
	for i, s := range p.slots {
		if s.planned.After(today) {
			break
		}
		n := r.Intn(20)
		if i == 0 {
			n = 19 // everybody has met once
		}
		switch {
		case n < 2:
			s.outcome = 's'
		case n < 4 && s.planned.Before(monday):
			s.outcome = 'x'
		case n < 4:
			s.outcome = '.' // this week's is late or due, not missed
		case n < 7:
			s.outcome = 'v'
			s.held = s.planned.AddDate(0, 0, 1+r.Intn(3))
			if s.held.After(today) && p.handle != "jun" {
				s.held = s.planned.AddDate(0, 0, -1)
			}
		default:
			s.outcome = 'm'
			s.held = s.planned
		}
	}
	if p.handle == "jun" { // moved ahead, from yesterday to Monday
		for _, s := range p.slots {
			if s.planned.Equal(date("2026-11-19")) {
				s.outcome, s.held = 'v', date("2026-11-23")
			}
		}
	}
}

// write makes the files of a person, and goes on with the ledger on the way.
func (p *personOfYear) write(t *testing.T, dir string, r *rand.Rand) {
	var top strings.Builder
	fmt.Fprintf(&top, "---\nname: %s\nrole: %s\ncadence: %s\nday: %s\n", p.name, p.role, p.cadence, strings.ToLower(p.weekday.String()))
	if !p.awayFrom.IsZero() {
		fmt.Fprintf(&top, "away: [%s..%s]\n", p.awayFrom.Format(dayFormat), p.awayTo.Format(dayFormat))
	}
	fmt.Fprintf(&top, "---\n\n# %s\n\n## Hopper\n", p.name)
	p.hopper = r.Intn(4)
	for i := range p.hopper {
		fmt.Fprintf(&top, "- kept %s%d (since 2026-11-%02d)\n", p.handle, i, 2+i)
	}
	writeNote(t, dir, p.handle, "README.md", top.String())
	days := slices.Clone(p.slots)
	slices.SortFunc(days, func(a, b *slotOfYear) int {
		return cmp.Compare(cmp.Or(a.held.Unix(), a.planned.Unix()), cmp.Or(b.held.Unix(), b.planned.Unix()))
	})
	for _, s := range p.slots {
		if s.outcome == 's' {
			writeNote(t, dir, p.handle, s.planned.Format(dayFormat)+".md",
				fmt.Sprintf("---\ndate: %s\nstatus: skipped\nreason: on call\n---\n\n# %s\n", s.planned.Format(dayFormat), p.name))
		}
	}
	var held []*slotOfYear
	for _, s := range days {
		if s.outcome == 'm' || s.outcome == 'v' {
			held = append(held, s)
		}
	}
	slices.SortFunc(held, func(a, b *slotOfYear) int { return a.held.Compare(b.held) })
	for _, s := range held {
		p.writeEntry(t, dir, s, r)
		if s.held.After(date(yearToday)) {
			s.outcome = '.' // a meeting to come is neither kept nor missed
		}
	}
}

func (p *personOfYear) writeEntry(t *testing.T, dir string, s *slotOfYear, r *rand.Rand) {
	d := s.held
	ahead := d.After(date(yearToday))
	var b strings.Builder
	fmt.Fprintf(&b, "---\ndate: %s\n", d.Format(dayFormat))
	if s.outcome == 'v' {
		fmt.Fprintf(&b, "moved-from: %s\n", s.planned.Format(dayFormat))
	}
	if r.Intn(3) == 0 && !ahead {
		mood := 1 + r.Intn(5)
		p.moods, p.moodDays = append(p.moods, mood), append(p.moodDays, d)
		fmt.Fprintf(&b, "mood: %d\n", mood)
	}
	fmt.Fprintf(&b, "---\n\n# %s\n\n## Last time\n", p.name)
	for _, a := range p.actions {
		if !a.open() {
			continue
		}
		a.entries++
		meta := "since " + a.since.Format(dayFormat)
		if !a.due.IsZero() {
			meta += ", due " + a.due.Format(dayFormat)
		}
		box := " "
		if r.Intn(3) == 0 && !ahead {
			a.done, a.dropped = d, r.Intn(6) == 0
			word := "done"
			if box = "x"; a.dropped {
				box, word = "-", "dropped"
			}
			meta += ", " + word + " " + d.Format(dayFormat)
		}
		fmt.Fprintf(&b, "- [%s] **%s** (%s)\n", box, a.text, meta)
	}
	b.WriteString("\n## Topics\n")
	for range r.Intn(3) {
		p.topics = append(p.topics, &topicOfYear{text: fmt.Sprintf("subject %s%d", p.handle, len(p.topics)), waiting: true})
	}
	for _, topic := range p.topics {
		switch {
		case !topic.waiting:
		case r.Intn(2) == 0 && !ahead:
			topic.waiting = false
			fmt.Fprintf(&b, "- [x] %s\n", topic.text)
		default:
			topic.left = append(topic.left, d)
			fmt.Fprintf(&b, "- [ ] %s\n", topic.text)
		}
	}
	b.WriteString("\n## Notes\n- a quiet week\n")
	for range r.Intn(3) {
		if ahead {
			break
		}
		first, _, _ := strings.Cut(p.name, " ")
		a := &actionOfYear{owners: []string{"me", "them", "both", "none"}[r.Intn(4)], since: d, entries: 1}
		a.text = fmt.Sprintf("finish item %s%d", p.handle, len(p.actions))
		a.text = map[string]string{"me": "Sam to ", "them": first + " to ", "both": first + " and Sam to ", "none": ""}[a.owners] + a.text
		meta := ""
		if r.Intn(2) == 0 {
			a.due = d.AddDate(0, 0, 5+r.Intn(40))
			meta = " (due " + a.due.Format(dayFormat) + ")"
		}
		p.actions = append(p.actions, a)
		fmt.Fprintf(&b, "- [ ] %s%s\n", a.text, meta)
	}
	writeNote(t, dir, p.handle, d.Format(dayFormat)+".md", b.String())
}

func writeNote(t *testing.T, dir, handle, name, text string) {
	t.Helper()
	path := filepath.Join(dir, "people", handle, name)
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = os.WriteFile(path, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// makeYear writes the folder and gives the ledger.
func makeYear(t *testing.T, dir string) []*personOfYear {
	t.Helper()
	r := rand.New(rand.NewSource(2026))
	var all []*personOfYear
	for _, p := range peopleOfYear {
		p.planSlots()
		p.live(r)
		p.write(t, dir, r)
		all = append(all, &p)
	}
	if err := os.WriteFile(filepath.Join(dir, "oneonone.yaml"), []byte("format: 1\nme: Sam Rivera\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return all
}

// run runs the program on a folder, on the day the year ends. It has nothing to
// say but its result.
func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, said := runSaying(t, dir, args...)
	if said != "" {
		t.Errorf("oneonone %s said:\n%s", strings.Join(args, " "), said)
	}
	return out
}

// runSaying is run with what the program says besides.
func runSaying(t *testing.T, dir string, args ...string) (result, said string) {
	t.Helper()
	var out, errs bytes.Buffer
	env := &cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Dir: dir,
		Environ: []string{"HOME=" + dir, "ONEONONE_DIR=" + dir, "GIT_CONFIG_NOSYSTEM=1", "PATH=" + os.Getenv("PATH"), "TZ=UTC"},
		Now:     func() time.Time { return date(yearToday).Add(9 * time.Hour) }}
	if code := Main(env); code != 0 {
		t.Fatalf("oneonone %s ended with %d:\n%s", strings.Join(args, " "), code, errs.String())
	}
	return out.String(), errs.String()
}

// rowOfMorning is what the ledger says a line of the morning must be.
func (p *personOfYear) rowOfMorning() string {
	today := date(yearToday)
	last, next := "", ""
	lastSettled := -1
	for i, s := range p.slots {
		if strings.IndexByte("mvs", s.outcome) >= 0 {
			lastSettled = i
		}
		if !s.held.IsZero() && !s.held.After(today) {
			last = max(last, s.held.Format(dayFormat))
		}
	}
	for _, s := range p.slots[lastSettled+1:] {
		next = s.planned.Format(dayFormat)
		break
	}
	for i, s := range p.slots { // missed since the last meeting: that is how long it is late
		if s.outcome == 'x' && i > lastSettled {
			next = s.planned.Format(dayFormat)
			break
		}
	}
	for _, s := range p.slots {
		if s.held.After(today) {
			next = s.held.Format(dayFormat)
		}
	}
	mine, theirs, late, topics := 0, 0, 0, p.hopper
	for _, a := range p.actions {
		if !a.open() {
			continue
		}
		if a.owners != "them" {
			mine++
		}
		if a.owners == "them" || a.owners == "both" {
			theirs++
		}
		if !a.due.IsZero() && a.due.Before(today) {
			late++
		}
	}
	for _, topic := range p.topics {
		if topic.waiting {
			topics++
		}
	}
	return strings.Join([]string{p.handle, p.role, last, next, fmt.Sprint(mine), fmt.Sprint(theirs), fmt.Sprint(late), fmt.Sprint(topics), p.weeks()}, "\t")
}

// weeks is the half year up to today, a letter for each week.
func (p *personOfYear) weeks() string {
	weeks := strings.Split(strings.Repeat(".", 26), "")
	monday := date("2026-11-16")
	for i := range weeks {
		from := monday.AddDate(0, 0, -7*(25-i))
		for _, s := range p.slots {
			if !s.planned.Before(from) && s.planned.Before(from.AddDate(0, 0, 7)) && !s.planned.After(date(yearToday)) {
				weeks[i] = string(s.outcome)
			}
		}
	}
	return strings.Join(weeks, "")
}

func TestMorningOfAYear(t *testing.T) {
	dir := t.TempDir()
	people := makeYear(t, dir)
	got := map[string]string{}
	var order []string
	for line := range strings.Lines(run(t, dir)) {
		handle, _, _ := strings.Cut(line, "\t")
		got[handle] = strings.TrimSuffix(line, "\n")
		order = append(order, handle)
	}
	if len(got) != len(people) {
		t.Errorf("%d people on the screen, want %d", len(got), len(people))
	}
	for _, p := range people {
		if want := p.rowOfMorning(); got[p.handle] != want {
			t.Errorf("%s\n got %q\nwant %q", p.handle, got[p.handle], want)
		}
	}
	// Next days in order say: who is late comes first, and the longest late.
	var next []string
	for _, h := range order {
		next = append(next, strings.Split(got[h], "\t")[3])
	}
	if !slices.IsSorted(next) {
		t.Errorf("the most urgent does not come first: %v", next)
	}
}

// statsJSON is what the test reads of stats --json.
type statsJSON struct {
	Person                                                string
	Meetings, Planned, Met, Moved, Skipped, Missed, Extra int
	Actions                                               []ownerJSON
	Slipping                                              []struct {
		Text  string
		Lines []struct{ Path string }
	}
	PutBack []struct {
		Text  string
		Times int `json:"times_put_back"`
	} `json:"topics_put_back"`
	Moods []struct{ Mood int }
}

type ownerJSON struct {
	Owner                                string
	Opened, Done, Dropped, Open, Overdue int
	MedianDays                           *float64 `json:"median_days"`
}

// wantStats is what the ledger says stats must give from a day on.
func (p *personOfYear) wantStats(since time.Time) statsJSON {
	today := date(yearToday)
	within := func(d time.Time) bool { return !d.IsZero() && !d.Before(since) && !d.After(today) }
	var w statsJSON
	for _, s := range p.slots {
		if within(s.held) {
			w.Meetings++
		}
		if !within(s.planned) || s.outcome == '.' {
			continue
		}
		w.Planned++
		switch s.outcome {
		case 'm':
			w.Met++
		case 'v':
			w.Moved++
		case 's':
			w.Skipped++
		case 'x':
			w.Missed++
		}
	}
	for _, owner := range []string{"me", p.handle} {
		o := ownerJSON{Owner: owner}
		var days []int
		any := false
		for _, a := range p.actions {
			if owner == "me" && a.owners == "them" || owner != "me" && (a.owners == "me" || a.owners == "none") {
				continue
			}
			any = true
			if within(a.since) {
				o.Opened++
			}
			switch {
			case a.open():
				o.Open++
				if !a.due.IsZero() && a.due.Before(today) {
					o.Overdue++
				}
			case within(a.done) && a.dropped:
				o.Dropped++
			case within(a.done):
				o.Done++
				days = append(days, int(a.done.Sub(a.since).Hours()/24))
			}
		}
		slices.Sort(days)
		if n := len(days); n > 0 {
			m := float64(days[n/2])
			if n%2 == 0 {
				m = float64(days[n/2-1]+days[n/2]) / 2
			}
			o.MedianDays = &m
		}
		if any {
			w.Actions = append(w.Actions, o)
		}
	}
	return w
}

func TestStatsOfAYear(t *testing.T) {
	dir := t.TempDir()
	people := makeYear(t, dir)
	for _, since := range []string{"2025-11-20", "2026-07-01"} {
		args := []string{"stats", "--json"}
		if since != "2025-11-20" {
			args = append(args, "--since", since)
		}
		var rows []statsJSON
		if err := json.Unmarshal([]byte(run(t, dir, args...)), &rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(people) {
			t.Fatalf("%d people, want %d", len(rows), len(people))
		}
		for i, p := range people {
			t.Run(since+"/"+p.handle, func(t *testing.T) { p.compareStats(t, rows[i], date(since)) })
		}
	}
}

func (p *personOfYear) compareStats(t *testing.T, got statsJSON, since time.Time) {
	want := p.wantStats(since)
	same := func(what string, got, want any) {
		t.Helper()
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		if !bytes.Equal(g, w) {
			t.Errorf("%s: got %s, want %s", what, g, w)
		}
	}
	same("person", got.Person, p.handle)
	same("meetings", []int{got.Meetings, got.Planned, got.Met, got.Moved, got.Skipped, got.Missed, got.Extra},
		[]int{want.Meetings, want.Planned, want.Met, want.Moved, want.Skipped, want.Missed, 0})
	same("actions", got.Actions, want.Actions)
	today := date(yearToday)
	slipping := []string{}
	for _, a := range p.actions {
		if a.open() && (!a.due.IsZero() && a.due.Before(today) || a.entries > 3) {
			slipping = append(slipping, fmt.Sprintf("%s %d", a.text, a.entries))
		}
	}
	var gotSlipping []string
	for _, a := range got.Slipping {
		gotSlipping = append(gotSlipping, fmt.Sprintf("%s %d", a.Text, len(a.Lines)))
	}
	slices.Sort(slipping)
	slices.Sort(gotSlipping)
	same("slipping", append([]string{}, gotSlipping...), slipping)
	backs := map[string]int{}
	for _, topic := range p.topics {
		for _, d := range topic.left {
			if !d.Before(since) && d.Before(today) {
				backs[topic.text]++
			}
		}
	}
	gotBacks := map[string]int{}
	for _, b := range got.PutBack {
		gotBacks[b.Text] = b.Times
	}
	same("put back", gotBacks, backs)
	var moods, gotMoods []int
	for i, m := range p.moods {
		if !p.moodDays[i].Before(since) {
			moods = append(moods, m)
		}
	}
	for _, m := range got.Moods {
		gotMoods = append(gotMoods, m.Mood)
	}
	same("moods", gotMoods, moods)
}
