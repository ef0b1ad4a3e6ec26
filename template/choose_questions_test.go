package template

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	rolepkg "oneonone/internal/role"
)

func ids(qs []Question) []string {
	out := []string{}
	for _, q := range qs {
		out = append(out, q.ID)
	}
	return out
}

func TestChoose(t *testing.T) {
	b := builtInBank()
	want := Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, N: 3, Seed: "alice 2026-11-20"}
	first := b.Choose(want)
	if diff := cmp.Diff(ids(first), ids(b.Choose(want))); diff != "" {
		t.Errorf("not the same answer all day:\n%s", diff)
	}
	topics := map[string]bool{}
	for _, q := range b.Choose(Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, N: 12, Seed: "alice 2026-11-20"}) {
		if topics[q.Topic] {
			t.Errorf("topic %s comes twice in twelve", q.Topic)
		}
		topics[q.Topic] = true
	}
	other := want
	other.Seed = "alice 2026-11-21"
	if cmp.Equal(ids(first), ids(b.Choose(other))) {
		t.Error("the same answer on another day")
	}
	for _, role := range rolepkg.All {
		for _, q := range b.Choose(Want{Moment: Moment{Role: role, Tenure: AnyLength, Met: AnyLength}, N: 50, Seed: "x"}) {
			if !q.Suits(role) {
				t.Errorf("%s is not for %s", q.ID, role)
			}
		}
	}
}

// One of the questions is on what was not talked about for long, in every hand as long
// as there is one, and none more than once.
func TestChooseLeans(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, N: 3, Lean: []string{"growth", "career"}}
	for day := range 20 {
		w.Seed = fmt.Sprint("alice ", day)
		for w.Round = range 3 {
			on := 0
			for _, q := range b.Choose(w) {
				if slices.Contains(w.Lean, q.Topic) {
					on++
				}
			}
			if on != 1 {
				t.Errorf("day %d, round %d: %d questions on growth", day, w.Round, on)
			}
		}
	}
}

// Again and again gives every question once before any comes twice.
func TestChooseRounds(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "manager", Tenure: AnyLength, Met: AnyLength}, N: 3, Seed: "m"}
	all := len(b.order(w))
	seen := map[string]int{}
	for w.Round = 0; w.Round*3 < all; w.Round++ {
		for _, q := range b.Choose(w) {
			seen[q.ID]++
		}
	}
	if len(seen) != all {
		t.Errorf("%d of %d questions", len(seen), all)
	}
	for _, q := range b.Choose(Want{N: 1000}) {
		if topic, _ := b.Topic(q.Topic); topic.OnRequest {
			t.Errorf("%s is on request", q.ID)
		}
	}
	for id, n := range seen {
		if n > 1 {
			t.Errorf("%s came %d times", id, n)
		}
	}
	start := b.Choose(Want{Moment: Moment{Role: "manager", Tenure: AnyLength, Met: AnyLength}, N: 3, Seed: "m"})
	if diff := cmp.Diff(ids(start), ids(b.Choose(w))); diff != "" {
		t.Errorf("it does not start over:\n%s", diff)
	}
}

func TestChooseAsked(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, Topic: "feedback-to-manager", N: 3, Seed: "a"}
	first := b.Choose(w)
	w.Before = NewAsked(b)
	w.Before.Read("- " + first[0].Text + "\n")
	for _, q := range b.Choose(w) {
		if q.ID == first[0].ID {
			t.Errorf("%s was asked lately", q.ID)
		}
	}
	for _, q := range b.Questions {
		w.Before.Read("- " + q.Text + "\n")
	}
	if n := len(b.Choose(w)); n != 3 {
		t.Errorf("%d questions when all were asked", n)
	}
	if got := b.Choose(Want{Topic: "nothing of that name", N: 3}); got != nil {
		t.Errorf("%v", got)
	}
	if got := b.Choose(Want{N: -1}); got != nil {
		t.Errorf("%v", got)
	}
}

// What belongs to a time comes first, each time with something else; one person is
// asked of it in another order than the next, and nobody twice in a row.
func TestChooseTimely(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "report", Phases: []string{AfterReorg}, Tenure: AnyLength, Met: AnyLength}, N: 2, Seed: "alice 2026-11-20", Before: NewAsked(b)}
	hand := b.Choose(w)
	if hand[0].Topic != "change" || hand[1].Topic == "change" {
		t.Errorf("%v", ids(hand))
	}
	other := w
	other.Seed = "bob 2026-11-20"
	if got := b.Choose(other); got[0].ID == hand[0].ID {
		t.Errorf("both are asked %s", got[0].ID)
	}
	w.Before.Read("<!--\n" + hand[0].Text + "\n-->")
	for _, q := range b.Choose(w) {
		if q.Topic == "change" {
			t.Errorf("%s comes right after %s", q.ID, hand[0].ID)
		}
	}
	for range reorgPause {
		w.Before.Read("- all well")
	}
	if got := b.Choose(w); got[0].Topic != "change" || got[0].ID == hand[0].ID {
		t.Errorf("%v after %s and %d meetings without", ids(got), hand[0].ID, reorgPause)
	}
}

// A topic and a theme rest after they came up, and no hand has two of one, nor two
// questions that are sour.
func TestHandsAreMixed(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "report", Field: "engineering", Tenure: AnyLength, Met: AnyLength}, N: 3, Before: NewAsked(b)}
	last := map[string]int{}
	for week := range 60 {
		w.Seed = fmt.Sprint("alice ", week)
		hand := b.Choose(w)
		for i, q := range hand {
			for _, o := range hand[:i] {
				if (card{Question: q}).clashes(card{Question: o}) {
					t.Errorf("week %d: %s beside %s", week, q.ID, o.ID)
				}
			}
			if at, ok := last[q.ID]; ok && week-at < 40 {
				t.Errorf("%s comes in week %d and in week %d", q.ID, at, week)
			}
			last[q.ID] = week
			if at, ok := last[q.Topic]; ok && week < 45 && week-at < 3 {
				t.Errorf("week %d: %s of %s, which came in week %d", week, q.ID, q.Topic, at)
			}
		}
		w.Before.Read("<!--")
		for _, q := range hand {
			last[q.Topic] = week
			w.Before.Show("<!--" + q.Text + "-->")
		}
	}
}

// What was used the longest ago comes first when all has been.
func TestTheLongestAgoComesFirst(t *testing.T) {
	b := builtInBank()
	w := Want{Moment: Moment{Role: "report", Tenure: AnyLength, Met: AnyLength}, Topic: "strengths", N: 1, Seed: "a", Before: NewAsked(b)}
	var all []Question
	for _, q := range b.Questions {
		if q.Topic == "strengths" && q.Fits(w.Moment, true) {
			all = append(all, q)
			w.Before.Read("- " + q.Text + " Yes.\n")
		}
	}
	if got := b.Choose(w); got[0].ID != all[0].ID {
		t.Errorf("%s, want %s", got[0].ID, all[0].ID)
	}
	w.Before.Read("<!-- " + all[0].Text + " -->")
	if got := b.Choose(w); got[0].ID != all[1].ID {
		t.Errorf("%s, want %s", got[0].ID, all[1].ID)
	}
}

func TestFirstMeetingsComeFirst(t *testing.T) {
	b := builtInBank()
	for _, role := range rolepkg.All {
		w := Want{Moment: Moment{Role: role, Phases: []string{FirstMeeting}, Early: true}, N: 2, Seed: "a"}
		for _, q := range b.Choose(w) {
			if !slices.Contains(q.Phases, FirstMeeting) {
				t.Errorf("%s: %s", role, q.ID)
			}
		}
	}
}

func TestChooseSequence(t *testing.T) {
	b := builtInBank()
	var want []string
	for _, q := range b.Questions {
		if q.Topic == "coaching" {
			want = append(want, q.ID)
		}
	}
	if got := ids(b.Choose(Want{Topic: "coaching", N: 9, Seed: "x"})); !cmp.Equal(got, want) || len(got) != 7 {
		t.Errorf("%v", got)
	}
}

func TestAsked(t *testing.T) {
	b := builtInBank()
	q := func(id string) Question {
		t.Helper()
		i := slices.IndexFunc(b.Questions, func(q Question) bool { return q.ID == id })
		if i < 0 {
			t.Fatalf("no question %s", id)
		}
		return b.Questions[i]
	}
	for _, c := range []struct {
		id, note string
		want     bool
	}{
		{"load-easier", "- What would make next week easier than this one? Fewer meetings.\n", true},
		{"load-easier", "- [ ] What could make the next week easier?\n", true},
		{"load-easier", "<!--\nIf it goes quiet:\nWhat would make next week easier than this one?\n-->\n", false},
		{"load-easier", "- **Alice to send the plan next week**\n", false},
		{"load-easier", "- one demo for the board next week\n", false},
		{"load-easier", "- one demo for the board next week?\n", true},
		{"mean-pointless", "- asked what part of the work feels pointless: the weekly report\n", true},
		{"mean-pointless", "- we talked about the part of the migration that is done\n", false},
		{"coach-2-more", "- What else? The tests.\n", true},
		{"coach-2-more", "- What more? Nothing is there.\n", false},
		{"morale-grumpy", "What puts you in a bad mood, and how would I notice?", true},
		{"morale-grumpy", "", false},
	} {
		a := NewAsked(b)
		a.Read("# Alice\n\n## Notes\n" + c.note)
		if got := a.Has(q(c.id)); got != c.want {
			t.Errorf("%s in %q: %v", c.id, c.note, got)
		}
	}
}

func TestAskedInOtherScripts(t *testing.T) {
	b := &Bank{Questions: []Question{
		{ID: "ja", Text: "最近どんな本を読みましたか？"}, {ID: "de", Text: "Was hat dich diese Woche am meisten überrascht?"},
	}}
	for i := range 30 {
		b.Questions = append(b.Questions, Question{ID: fmt.Sprint(i), Text: fmt.Sprintf("Filler number %d?", i)})
	}
	a := NewAsked(b)
	a.Read("- 最近、本を読みましたか？ はい\n- Was hat dich in dieser Woche überrascht? Nichts.\n")
	if !a.Has(b.Questions[0]) || !a.Has(b.Questions[1]) {
		t.Errorf("ja %v, de %v", a.Has(b.Questions[0]), a.Has(b.Questions[1]))
	}
	if a.Has(b.Questions[2]) {
		t.Error("a filler is found")
	}
}

func TestTopicNames(t *testing.T) {
	b := builtInBank()
	for name, want := range map[string]string{
		"growth": "growth", "Feedback to the manager": "feedback-to-manager", "feedback-to": "feedback-to-manager",
		"own": "own-manager", "Skip-Level": "skip-level", "coach": "coaching",
	} {
		if got, err := b.Topic(name); err != nil || got.ID != want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for name, hint := range map[string]string{"growht": "did you mean growth?", "feedback": "did you mean feedback-received or feedback-to-manager?"} {
		_, err := b.Topic(name)
		if u, ok := err.(*UnknownError); !ok || u.Hint() != hint {
			t.Errorf("%s: %v %v", name, err, u)
		}
	}
}
