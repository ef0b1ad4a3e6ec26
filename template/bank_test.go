package template

import (
	"cmp"
	"flag"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	rolepkg "oneonone/internal/role"
)

var pairs = flag.Int("pairs", 0, "print so many of the closest pairs of questions, to be read by eye")

// issueTopics are the topics the library promises.
var issueTopics = strings.Fields(`icebreaker checking-in morale motivation meaning roadblocks tooling dependencies workload
growth career strengths competencies feedback-to-manager feedback-received coaching goals insights team collaboration
company change remote wellbeing agreement pairing peers skip-level own-manager launchpads closing
first-meetings first-weeks review time-off`)

func TestBankIsComplete(t *testing.T) {
	b := builtInBank()
	if len(b.Problems) > 0 {
		t.Fatal(b.Problems)
	}
	if n := len(b.Questions); n < 250 {
		t.Errorf("%d questions", n)
	}
	var topics []string
	for _, topic := range b.Topics {
		topics = append(topics, topic.ID)
		if topic.Title == "" || topic.Count < 7 {
			t.Errorf("topic %s: title %q, %d questions", topic.ID, topic.Title, topic.Count)
		}
	}
	slices.Sort(topics)
	want := slices.Sorted(slices.Values(issueTopics))
	if diff := gocmp.Diff(want, topics); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	perRole := map[string]int{}
	for _, q := range b.Questions {
		for _, r := range q.Roles {
			perRole[r]++
		}
	}
	t.Logf("%d questions, %v", len(b.Questions), perRole)
	// A weekly meeting with two or three prompts has a year before it repeats;
	// the rarer ones have at least a year of theirs.
	for role, least := range map[string]int{"report": 250, "other": 120, "peer": 120, "skip-level": 100, "manager": 60} {
		if perRole[role] < least {
			t.Errorf("%d questions for role %s, want %d", perRole[role], role, least)
		}
	}
}

// closed are the words a yes-or-no question starts with.
var closed = regexp.MustCompile(`(?i)^(do|does|did|is|are|was|were|am|can|could|have|has|had|would|will|shall|should|may|might|must|don't|doesn't|didn't|isn't|aren't|won't|any|ever)\b`)

// oneWord begins a question that a name, a day or a number answers.
var oneWord = regexp.MustCompile(`(?i)^(who|whose|whom|when|where|which|how (often|much|many|long|far|full|old|soon|easy|hard))\b`)

// control asks for a report, or after people who are not in the room.
var control = regexp.MustCompile(`(?i)\b(this week's plan|plan(ning)? (for )?this week|get done this week|status|on track|deadline for|your (manager|boss)|our boss|who (on|in) (the|your|my) team)\b`)

// leading gives the answer away.
var leading = regexp.MustCompile(`(?i)(don't you|isn't it|wouldn't you|aren't you|right\?$|, no\?$|surely|obviously)`)

// jargon is what people say in slides and not to each other.
var jargon = regexp.MustCompile(`(?i)\b(stakeholders?|leverag\w*|align(ed|ment)?|bandwidth|deliverables?|synerg\w*|kpis?|okrs?|impactful|actionable|proactive\w*|best practices?|low-hanging|empower\w*|holistic\w*|learnings|resourc(e|es|ing)|utili[sz]e|touch base|circle back|deep dive|value[- ]add|mindset|onboarding|upskill\w*|talent pool|human capital|engagement|touchpoints?|cadence|performance management|development area|competenc\w*|strategic\w*)\b`)

func TestQuestionsAreOpenAndSayable(t *testing.T) {
	ids := map[string]bool{}
	for _, q := range builtInBank().Questions {
		if ids[q.ID] {
			t.Errorf("%s: the id comes twice", q.ID)
		}
		ids[q.ID] = true
		if q.Source == "" || len(q.Roles) == 0 || q.FollowUp == "" {
			t.Errorf("%s: source %q, roles %v, follow-up %q", q.ID, q.Source, q.Roles, q.FollowUp)
		}
		for _, role := range q.Roles {
			if !slices.Contains(rolepkg.All, role) {
				t.Errorf("%s: role %q", q.ID, role)
			}
		}
		for _, text := range []string{q.Text, q.FollowUp} {
			if !strings.HasSuffix(text, "?") || closed.MatchString(text) || leading.MatchString(text) && text == q.Text {
				t.Errorf("%s: no open question: %s", q.ID, text)
			}
			if oneWord.MatchString(text) && !strings.Contains(text, ", and ") || text == q.Text && control.MatchString(text) {
				t.Errorf("%s: answerable in a word, or control: %s", q.ID, text)
			}
			if w := jargon.FindString(text); w != "" {
				t.Errorf("%s: %q: %s", q.ID, w, text)
			}
		}
		if n := len(strings.Fields(q.Text)); n > 25 {
			t.Errorf("%s: %d words are more than one breath: %s", q.ID, n, q.Text)
		}
	}
}

// alike is how much two questions of a bank share, by weight, of the heavier.
func (f *finder) alike(b *Bank, i, j int) float64 {
	shared := 0.0
	for _, s := range f.stems.contentWords(b.Questions[i].Text) {
		if w := f.words[s]; slices.Contains(w.questions, j) {
			shared += w.weight
		}
	}
	return shared / max(f.total[i], f.total[j])
}

// Two questions that share half of the stems of what they say are one question. What means
// the same in other words only a reader finds: -pairs prints the closest.
func TestNoTwoQuestionsAreOne(t *testing.T) {
	type pair struct {
		a, b Question
		same float64
	}
	b := builtInBank()
	qs, find := b.Questions, newFinder(b)
	var all []pair
	for i := range qs {
		for j := range i {
			if s := find.alike(b, i, j); s > 0.2 {
				all = append(all, pair{qs[j], qs[i], s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.same, a.same) })
	for i, p := range all {
		if i < *pairs {
			t.Logf("%.2f  %s: %s\n      %s: %s", p.same, p.a.ID, p.a.Text, p.b.ID, p.b.Text)
		}
		if p.same >= 0.5 {
			t.Errorf("%.2f is shared:\n%s: %s\n%s: %s", p.same, p.a.ID, p.a.Text, p.b.ID, p.b.Text)
		}
	}
}

// What is about leaving, trust or the faults of whoever asks comes only when it is
// asked for, and never early.
func TestSensitiveQuestionsWait(t *testing.T) {
	about := regexp.MustCompile(`(?i)\b(of leaving|keeps you here|trust me|think twice about before you tell me|have I got wrong|of mine (makes|would you warn)|nobody says|against what you believe)\b`)
	grown := Moment{Role: "report", Field: "engineering", Phases: Phases, Has: Possessions, Tenure: AnyLength, Met: AnyLength}
	early := grown
	early.Early = true
	sensitive := 0
	for _, q := range builtInBank().Questions {
		if about.MatchString(q.Text) && !q.Sensitive {
			t.Errorf("%s is not sensitive: %s", q.ID, q.Text)
		}
		if !q.Sensitive {
			continue
		}
		sensitive++
		if q.Fits(grown, false) || q.Fits(early, true) || q.Suits("report") && !q.Fits(grown, true) {
			t.Errorf("%s: by chance %v, early %v, asked for %v", q.ID, q.Fits(grown, false), q.Fits(early, true), q.Fits(grown, true))
		}
		if !strings.Contains(q.Hint, "wait") && q.Topic != "meaning" {
			t.Errorf("%s does not say to wait: %q", q.ID, q.Hint)
		}
	}
	if sensitive < 12 {
		t.Errorf("only %d sensitive questions", sensitive)
	}
}

// What each moment lets through, and what it keeps away.
func TestQuestionsKnowTheMoment(t *testing.T) {
	b := builtInBank()
	long := func(role, field string, phases ...string) Moment {
		return Moment{Role: role, Field: field, Phases: phases, Tenure: AnyLength, Met: AnyLength}
	}
	for _, c := range []struct {
		id   string
		m    Moment
		want bool
	}{
		{"tool-review", long("report", "engineering"), true},
		{"tool-review", long("report", "sales"), false},
		{"tool-review", long("peer", ""), false},
		{"week-odd", long("report", "", FirstWeeks), true},
		{"week-odd", long("report", "", First90Days), false},
		{"week-odd", long("report", ""), false},
		{"rev-surprise", long("report", "", BeforeReview), true},
		{"rev-surprise", long("report", ""), false},
		{"chg-lose", long("report", "", AfterReorg), true},
		{"chg-lose", long("peer", "", AfterReorg), false},
		{"chg-lose", long("peer", "", BeforeReview), false},
		{"off-switch", long("peer", "", BeforeHolidays), true},
		{"off-switch", long("peer", "", AfterLeave), false},
		{"off-switch", long("peer", "", BeforeLeave), false},
		{"leave-hear", long("peer", "", BeforeLeave), true},
		{"back-like", long("report", "", AfterLeave), true},
		{"goal-blocks", long("report", ""), false},
		{"goal-blocks", Moment{Role: "report", Tenure: AnyLength, Met: AnyLength, Has: []string{Goals}}, true},
		{"grow-old-self", Moment{Role: "report", Tenure: 300, Met: AnyLength}, false},
		{"grow-old-self", Moment{Role: "report", Tenure: 366, Met: AnyLength}, true},
		{"fbm-more", Moment{Role: "report", Tenure: AnyLength, Met: 8}, false},
		{"fbm-more", Moment{Role: "report", Tenure: AnyLength, Met: 40}, true},
	} {
		i := slices.IndexFunc(b.Questions, func(q Question) bool { return q.ID == c.id })
		if i < 0 {
			t.Errorf("no question %s", c.id)
		} else if got := b.Questions[i].Fits(c.m, false); got != c.want {
			t.Errorf("%s at %+v: %v", c.id, c.m, got)
		}
	}
}

// Asking one question must not use up others.
func TestQuestionsDoNotTakeEachOtherForAsked(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	b := builtInBank()
	others := 0
	for _, q := range b.Questions {
		a := NewAsked(b)
		a.Read("- " + q.Text + "\n")
		if !a.Has(q) {
			t.Errorf("%s is not found by its own words", q.ID)
		}
		for _, o := range b.Questions {
			if o.ID != q.ID && a.Has(o) {
				others++
				t.Logf("%s: %s\n      takes %s: %s", q.ID, q.Text, o.ID, o.Text)
			}
		}
	}
	if most := len(b.Questions) / 15; others > most {
		t.Errorf("%d questions are taken for asked with another one, more than %d", others, most)
	}
}

func TestPlainFormIsYAML(t *testing.T) {
	files, err := fs.Glob(builtIn, "questions/*.yaml")
	if err != nil || len(files) != len(issueTopics) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, p := range files {
		raw, _ := builtIn.ReadFile(p)
		want, problems := parseQuestions(p, raw)
		if problems != nil {
			t.Errorf("%s: %v", p, problems)
		}
		for i := range want.questions {
			want.questions[i].Path = ""
		}
		got, ok := plainQuestions(string(raw))
		if !ok {
			t.Errorf("%s is not in the plain form", p)
			continue
		}
		if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(questionFile{})); diff != "" {
			t.Errorf("%s (-yaml +plain):\n%s", p, diff)
		}
	}
}

func BenchmarkBuiltInBank(b *testing.B) {
	for b.Loop() {
		if n := len(builtInBank().Questions); n < 250 {
			b.Fatal(n)
		}
	}
}

// A person's ten years: 500 entries of 1.5 KB.
func BenchmarkAsked(b *testing.B) {
	bank := builtInBank()
	qs := bank.Questions
	var notes strings.Builder
	for i := 0; notes.Len() < 1536; i++ {
		notes.WriteString("- CI is flaky again and the migration waits for legal; **Alice to open a ticket** (due 2026-11-27)\n- ")
		notes.WriteString(qs[i].Text + " She said it was mostly fine.\n")
	}
	b.SetBytes(int64(500 * notes.Len()))
	for b.Loop() {
		a := NewAsked(bank)
		for range 500 {
			a.Read(notes.String())
		}
	}
}

func BenchmarkNewAskedAndChoose(b *testing.B) {
	bank := builtInBank()
	for b.Loop() {
		a := NewAsked(bank)
		if len(bank.Choose(Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, N: 3, Seed: "alice 2026-11-20", Before: a})) != 3 {
			b.Fatal()
		}
	}
}
