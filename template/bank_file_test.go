package template

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	rolepkg "oneonone/internal/role"
)

func TestUserQuestions(t *testing.T) {
	folder := fstest.MapFS{
		// The shortest form: a list of texts; the topic is the file's name.
		"questions/Our Team.yaml": {Data: []byte("# ours\n- What would grandma say to that?\n- Was hat dich diese Woche überrascht?\n- 最近どんな本を読みましたか？\n")},
		"questions/full.yaml": {Data: []byte(`topic: growth
roles: report
source: our guild
questions:
  - id: guild-talk
    text: "What: a talk, a page, a demo, which would you pick?"
    follow_up: When?
    roles: [peer, report]
  - text: Which ship are you building, if the sea is the market?
    topic: Company
`)},
		"questions/broken.yaml":     {Data: []byte("questions:\n  - text: What\n   broken: [\n")},
		"questions/keys.yaml":       {Data: []byte("- txt: What is this?\n- text: Which key is right here?\n  rolls: [report]\n- text: What does the good one after them ask about elephants?\n")},
		"questions/roles.yaml":      {Data: []byte("- text: Who might that be over there?\n  roles: [boss]\n")},
		"questions/twice.yaml":      {Data: []byte("- text: A\n  text: B\n- id: mgr-expect\n  text: What is taken already?\n- text: what would GRANDMA say to that??\n- text: \"\"\n- [1, 2]\n- &x\n  text: Who is the anchor of this ship?\n- text: *x\n  id: y\n")},
		"questions/truth.yaml":      {Data: []byte("sequence: perhaps\nquestions: []\n")},
		"questions/scalar.yaml":     {Data: []byte("hello\n")},
		"questions/comments.yaml":   {Data: []byte("# nothing yet\n")},
		"questions/notes.md":        {Data: []byte("- not: a question file\n")},
		"questions/latin.yaml":      {Data: []byte("- caf\xe9?\n")},
		"questions/long.yaml":       {Data: []byte("- " + strings.Repeat("why ", 200) + "?\n")},
		"questions/.hidden.yaml":    {Data: []byte("{")},
		"questions/enormous.yaml":   {Data: make([]byte, maxQuestionFile+1)},
		"questions/sub/inside.yaml": {Data: []byte("{")},
	}
	builtIns := len(builtInBank().Questions)
	b := LoadBank(folder)
	var got []string
	for _, q := range b.Questions[builtIns:] {
		got = append(got, fmt.Sprintf("%s:%d %s %v %q %s", q.Path, q.Line, q.Topic, q.Roles, q.Source, q.Text))
	}
	all := fmt.Sprint(rolepkg.All)
	want := []string{
		`questions/Our Team.yaml:2 our-team ` + all + ` "" What would grandma say to that?`,
		`questions/Our Team.yaml:3 our-team ` + all + ` "" Was hat dich diese Woche überrascht?`,
		`questions/Our Team.yaml:4 our-team ` + all + ` "" 最近どんな本を読みましたか？`,
		`questions/full.yaml:5 growth [peer report] "our guild" What: a talk, a page, a demo, which would you pick?`,
		`questions/full.yaml:9 company [report] "our guild" Which ship are you building, if the sea is the market?`,
		`questions/keys.yaml:4 keys ` + all + ` "" What does the good one after them ask about elephants?`,
		`questions/twice.yaml:8 twice ` + all + ` "" Who is the anchor of this ship?`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	got = nil
	for _, err := range b.Problems {
		var f *FileError
		if !errors.As(err, &f) {
			t.Errorf("%v is no FileError", err)
		}
		got = append(got, err.Error())
	}
	grandma := "questions/Our Team.yaml:2"
	want = []string{
		"questions/broken.yaml:1: did not find expected '-' indicator",
		"questions/enormous.yaml: longer than 1024 KiB",
		`questions/keys.yaml:1: unknown key "txt"; did you mean text?`,
		`questions/keys.yaml:3: unknown key "rolls"; did you mean roles?`,
		"questions/latin.yaml: not UTF-8 text",
		"questions/long.yaml:1: a question longer than 400 bytes; it should be sayable in one breath",
		`questions/roles.yaml:2: unknown role "boss"; try ` + rolepkg.List(),
		"questions/scalar.yaml:1: a question file is a list of questions, or has one under questions",
		"questions/truth.yaml:1: expected true or false here",
		"questions/twice.yaml:2: duplicate key text",
		"questions/twice.yaml:6: a question without text",
		"questions/twice.yaml:7: a question is a text, or has one under text",
		"questions/twice.yaml:10: aliases (*x) are not understood here",
		"questions/twice.yaml:3: the id mgr-expect is taken by built in (mgr-expect)",
		"questions/twice.yaml:5: the same question is at " + grandma,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Thousands of questions, or of keys, are bounded and hide no other files.
func TestHugeQuestionFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	var many, keys strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "- text: What about number %d, which nobody asked for?\n", i)
	}
	for i := range 60000 {
		fmt.Fprintf(&keys, "k%d: 1\n", i)
	}
	folder := fstest.MapFS{
		"questions/keys.yaml": {Data: []byte(keys.String())},
		"questions/many.yaml": {Data: []byte(many.String())},
		"questions/deep.yaml": {Data: []byte(strings.Repeat("[", 100000))},
	}
	b := LoadBank(folder)
	if n := len(b.Questions) - len(builtInBank().Questions); n != maxQuestions {
		t.Errorf("%d questions", n)
	}
	var got []string
	for _, p := range b.Problems {
		got = append(got, p.Error())
	}
	want := []string{
		"questions/deep.yaml: exceeded max depth of 10000",
		`questions/keys.yaml:1: unknown key "k0"; the keys are topic, title, roles, fields, phases, unless, tenure, met, hint, source, sequence, on_request, questions`,
		"questions/many.yaml:3001: more than 3000 questions; the rest is left out",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzParseQuestions(f *testing.F) {
	f.Add("- What?\n")
	f.Add("topic: x\nroles: [report]\nquestions:\n- id: a\n  text: What?\n")
	f.Add("- &a {text: *a}\n")
	f.Fuzz(func(t *testing.T, raw string) {
		file, problems := parseQuestions("questions/x.yaml", []byte(raw))
		for _, q := range file.questions {
			if q.Text == "" || q.ID == "" || len(q.Roles) == 0 || q.Line < 1 || strings.ContainsAny(q.Text, "\n\x00") {
				t.Errorf("%+v", q)
			}
		}
		for _, p := range problems {
			if p.Error() == "" {
				t.Error("an empty message")
			}
		}
	})
}
