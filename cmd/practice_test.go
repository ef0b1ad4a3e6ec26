package cmd

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/cli"
	"oneonone/template"
)

// A year of people in different phases is lived through with the program: every
// meeting is prepared, held and written up. What each got is held against what
// belongs there, and with PRACTICE_YEAR=FILE written down to be read by somebody.

// practised is one of them.
type practised struct {
	handle  string
	every   int // weeks
	setup   [][]string
	closed  []string                // topics that never come to them
	between map[string][2]time.Time // topics that come in a time only
	offered map[string]int          // the meeting at which each question was offered last
	coached []string
	reorg   []int         // the meetings with a question about the reorganisation
	asked   *bytes.Buffer // what they got, to be read
}

// apart is how many meetings lie at least between two offers of a question.
const apart = 8

// shownMeetings are those that are written down whole.
var shownMeetings = []int{1, 2, 5, 10, 26}

func practisedPeople() []*practised {
	start := date("2026-01-05")
	reviews := [2]time.Time{date("2026-05-01"), date("2026-07-27")}
	reorg := [2]time.Time{date("2026-09-01"), date("2026-11-24")}
	return []*practised{
		{handle: "nina", every: 1, setup: [][]string{{"people", "add", "Nina Park", "--started", "2026-01-05", "--template", "first-ten"}},
			between: map[string][2]time.Time{"first-weeks": {start, date("2026-04-05")}, "review": reviews, "change": reorg}},
		{handle: "omar", every: 1, setup: [][]string{{"people", "add", "Omar Haddad", "--started", "2023-04-01"}}, closed: []string{"first-weeks"},
			between: map[string][2]time.Time{"review": reviews, "change": reorg}},
		{handle: "rosa", every: 1, setup: [][]string{{"people", "add", "Rosa Lind", "--started", "2024-09-01"}}, closed: []string{"first-weeks"},
			between: map[string][2]time.Time{"review": reviews, "change": reorg}},
		{handle: "lea", every: 1, setup: [][]string{{"people", "add", "Lea Novak", "--started", "2022-02-01", "--away", "2026-04-06..2026-07-31"}}, closed: []string{"first-weeks"},
			between: map[string][2]time.Time{"review": reviews, "change": reorg, "time-off": {date("2026-03-01"), date("2027-01-20")}}},
		{handle: "tim", every: 2, setup: [][]string{{"people", "add", "Tim Vance", "--role", "other", "--cadence", "biweekly", "--field", "sales"}},
			closed:  []string{"first-weeks", "tooling", "pairing", "review", "career", "competencies", "morale", "goals"},
			between: map[string][2]time.Time{"change": reorg}},
	}
}

// live runs the program as it is on a day. There is no git, which has no say in
// what is asked, and would be a process for each command.
func live(t *testing.T, dir string, day time.Time, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	env := &cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Dir: dir,
		Environ: []string{"HOME=" + dir, "ONEONONE_DIR=" + filepath.Join(dir, "notes"), "GIT_CONFIG_NOSYSTEM=1", "PATH=" + dir, "TZ=UTC"},
		Now:     func() time.Time { return day.Add(9 * time.Hour) }}
	if code := Main(env); code != 0 {
		t.Fatalf("oneonone %s on %s: exit code %d\n%s", strings.Join(args, " "), day.Format(dayFormat), code, errs.String())
	}
	return out.String()
}

var prompted = regexp.MustCompile(`(?s)<!--\nIf it goes quiet.*?\n(.*?)-->`)

func TestAYearOfPractice(t *testing.T) {
	if testing.Short() {
		t.Skip("lives through a year")
	}
	t.Parallel()
	dir := t.TempDir()
	bank := map[string]template.Question{}
	for _, q := range template.LoadBank(nil).Questions {
		bank[q.Text] = q
	}
	first := date("2026-01-05")
	live(t, dir, first, "init")
	for _, set := range [][]string{{"me", "Sam Rivera"}, {"author", "Sam Rivera <sam@example.org>"}, {"review", "2026-06-15"}, {"reorg", "2026-09-01"}, {"away", "2026-12-24..2027-01-02"}} {
		live(t, dir, first, append([]string{"config"}, set...)...)
	}
	var read bytes.Buffer
	for _, p := range practisedPeople() {
		for _, args := range p.setup {
			live(t, dir, first, args...)
		}
		p.offered, p.asked = map[string]int{}, &bytes.Buffer{}
		held := 0
		for week := 0; week < 60; week += p.every {
			day := first.AddDate(0, 0, 7*week+2)
			if p.handle == "lea" && day.After(date("2026-04-05")) && day.Before(date("2026-08-01")) || day.After(date("2026-12-23")) && day.Before(date("2027-01-03")) {
				continue
			}
			held++
			p.meet(t, dir, day, held, bank)
		}
		p.check(t, held)
		read.Write(p.asked.Bytes())
	}
	if file := os.Getenv("PRACTICE_YEAR"); file != "" {
		if err := os.WriteFile(file, read.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// meet prepares a meeting, holds it and writes it up.
func (p *practised) meet(t *testing.T, dir string, day time.Time, nth int, bank map[string]template.Question) {
	t.Helper()
	prep := live(t, dir, day, "prep", p.handle)
	ask := live(t, dir, day, "ask", p.handle)
	path := strings.TrimSpace(live(t, dir, day, "new", p.handle))
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entry := string(raw)
	var asked []string
	for line := range strings.Lines(ask) {
		asked = append(asked, strings.Split(line, "\t")[2])
	}
	m := prompted.FindStringSubmatch(entry)
	if m != nil {
		if prompts := strings.Split(strings.TrimSpace(m[1]), "\n"); !slices.Equal(prompts, asked) {
			t.Errorf("%s, meeting %d: the entry offers %q, ask %q", p.handle, nth, prompts, asked)
		}
	}
	for _, text := range asked {
		if m == nil {
			if !strings.Contains(entry, text) && !strings.Contains(entry, "\n- "+bank[text].Label+":\n") {
				t.Errorf("%s, meeting %d: ask goes beyond the page: %s", p.handle, nth, text)
			}
			continue
		}
		p.belongs(t, day, nth, text, bank)
		if last, ok := p.offered[text]; ok && nth-last < apart {
			t.Errorf("%s: offered at meeting %d and at %d: %s", p.handle, last, nth, text)
		}
		p.offered[text] = nth
	}
	p.together(t, day, nth, prep, entry, asked, bank)
	if shown := slices.Contains(shownMeetings, nth) || strings.Contains(prep, "the wish of") || m == nil; shown {
		fmt.Fprintf(p.asked, "\n===== %s, meeting %d, %s =====\n\n--- prep\n%s\n--- new\n%s\n--- ask\n%s", p.handle, nth, day.Format(dayFormat), prep, entry, ask)
	} else {
		_, asks, _ := strings.Cut(prep, "\nAsk\n")
		fmt.Fprintf(p.asked, "\n%s, meeting %d, %s\n  %s\n  prep:\n%s", p.handle, nth, day.Format(dayFormat), strings.Join(asked, "\n  "), asks)
	}
	for label, answer := range map[string]string{"In one year": "lead a project from the first sketch on", "In three years": "staff engineer", "Support that helps": "a sounding board",
		"What stays between us": "everything but dates"} {
		entry = strings.Replace(entry, "- "+label+":\n", "- "+label+": "+answer+"\n", 1)
	}
	entry += fmt.Sprintf("- we talked about the release of week %d\n", nth)
	if m != nil && nth%3 == 0 {
		entry += "- " + asked[0] + " That took us half an hour.\n"
	}
	if err := os.WriteFile(path, []byte(entry), 0o600); err != nil {
		t.Fatal(err)
	}
}

// together says what does not come together at a meeting: what prep asks and what the
// entry offers, which is what ask gives, are one list.
func (p *practised) together(t *testing.T, day time.Time, nth int, prep, entry string, offered []string, bank map[string]template.Question) {
	t.Helper()
	at := fmt.Sprintf("%s, meeting %d, %s", p.handle, nth, day.Format(dayFormat))
	_, asks, _ := strings.Cut(prep, "\nAsk\n")
	sour := 0
	for line := range strings.Lines(asks) {
		text := strings.TrimSpace(line)
		if bank[text].Topic == "coaching" {
			p.coached = append(p.coached, text)
		}
		if bank[text].ID == "" {
			continue
		}
		if strings.Contains(entry, text) || slices.Contains(offered, text) {
			t.Errorf("%s: shown twice: %s", at, text)
		}
		for _, o := range offered {
			if theme := bank[text].Theme; theme != "" && (theme == bank[o].Theme || theme == bank[o].Topic) {
				t.Errorf("%s: two of %s: %s %s", at, theme, text, o)
			}
		}
	}
	for _, text := range offered {
		if strings.Count(entry, text) > 1 {
			t.Errorf("%s: stands twice: %s", at, text)
		}
		if bank[text].Sour {
			sour++
		}
		if bank[text].Topic == "change" {
			p.reorg = append(p.reorg, nth)
		}
	}
	if sour > 1 {
		t.Errorf("%s: %d sour questions", at, sour)
	}
	if n := len(p.reorg); n > 3 || n > 1 && p.reorg[n-1]-p.reorg[n-2] < 4 {
		t.Errorf("%s: asked about the reorganisation at %v", at, p.reorg)
	}
	if nth <= 10 && strings.Contains(prep, "\nLately\n") {
		t.Errorf("%s: told of habits:\n%s", at, prep)
	}
}

// belongs says when a question comes to whom or when it should not.
func (p *practised) belongs(t *testing.T, day time.Time, nth int, text string, bank map[string]template.Question) {
	t.Helper()
	q, known := bank[text]
	at := fmt.Sprintf("%s, meeting %d, %s: %s", p.handle, nth, day.Format(dayFormat), text)
	times, timed := p.between[q.Topic]
	switch {
	case !known:
		t.Errorf("%s: not of the bank", at)
	case q.Sensitive:
		t.Errorf("%s: sensitive", at)
	case slices.Contains(p.closed, q.Topic):
		t.Errorf("%s: %s is not for them", at, q.Topic)
	case timed && (day.Before(times[0]) || day.After(times[1].AddDate(0, 0, 1))):
		t.Errorf("%s: %s is not the time", at, q.Topic)
	case q.Met > int(day.Sub(date("2026-01-07")).Hours()/24):
		t.Errorf("%s: they have hardly met", at)
	}
}

// check holds the year as a whole against what it should be.
func (p *practised) check(t *testing.T, held int) {
	t.Helper()
	if p.handle == "tim" {
		if len(p.coached) > 0 {
			t.Errorf("tim is coached: %q", p.coached)
		}
		return
	}
	if len(p.coached) != held-1 { // none at the first
		t.Fatalf("%s: %d coaching questions in %d meetings", p.handle, len(p.coached), held)
	}
	for i := 7; i <= len(p.coached); i++ {
		seven := slices.Clone(p.coached[i-7 : i])
		slices.Sort(seven)
		if seven = slices.Compact(seven); len(seven) != 7 {
			t.Errorf("%s: of seven coaching questions before meeting %d only %d differ", p.handle, i+1, len(seven))
		}
	}
	if held > 52 && p.handle != "nina" && !strings.Contains(p.asked.String(), "lead a project from the first sketch on") {
		t.Errorf("%s: the wish did not come back", p.handle)
	}
}
