package template

import (
	"errors"
	"strings"
	"testing"
)

func TestAddQuestion(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no file", "", "- What flows?\n"},
		{"a list", "- What is up?\n", "- What is up?\n- What flows?\n"},
		{"no newline at the end", "- What is up?", "- What is up?\n- What flows?\n"},
		{"comments only", "# ours\n", "# ours\n- What flows?\n"},
		{"CRLF", "- What is up?\r\n", "- What is up?\r\n- What flows?\r\n"},
		{"a mapping", "roles: [peer]\nquestions:\n  - What is up?\n", "roles: [peer]\nquestions:\n  - What is up?\n  - What flows?\n"},
		{"not indented", "questions:\n- text: What is up?\n  follow_up: Why?\n", "questions:\n- text: What is up?\n  follow_up: Why?\n- What flows?\n"},
		{"keys behind the list", "questions:\n  - What is up?\n\n# from\nsource: us\n", "questions:\n  - What is up?\n  - What flows?\n\n# from\nsource: us\n"},
		{"another topic in the file", "topic: rivers\nquestions:\n  - What is up?\n", "topic: rivers\nquestions:\n  - What is up?\n  - text: What flows?\n    topic: own\n"},
		{"a broken neighbour", "- What is up?\n- txt: What?\n", "- What is up?\n- txt: What?\n- What flows?\n"},
		{"flow style", "[What is up]\n", ""},
		{"no list", "topic: own\n", ""},
		{"an empty list", "questions: []\n", ""},
		{"just a word", "hello\n", ""},
		{"not YAML", "- \"What\n", ""},
		{"a second document", "- What is up?\n---\n- What else?\n", ""},
	} {
		a, err := LoadBank(nil).Add(Question{Text: " What\nflows? "}, func(path string) ([]byte, error) {
			if path != "questions/own.yaml" {
				t.Errorf("%s: reads %s", c.name, path)
			}
			if c.file == "" {
				return nil, nil
			}
			return []byte(c.file), nil
		})
		var fault *FileError
		switch {
		case c.want == "" && !errors.As(err, &fault):
			t.Errorf("%s: %v, %+v", c.name, err, a)
		case c.want != "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && string(a.New) != c.want:
			t.Errorf("%s:\n%s\nwant\n%s", c.name, a.New, c.want)
		}
	}
}

// Whatever a question holds, it is read back as it was given.
func FuzzAddQuestion(f *testing.F) {
	f.Add("What: flows # here?", "- a\n", "then: what?")
	f.Add("'\"{}[]&*!|>%@`", "questions:\n  - x\n", "")
	f.Add("- ? null", "# c\n", "yes")
	f.Fuzz(func(t *testing.T, text, file, followUp string) {
		a, err := (&Bank{}).Add(Question{Text: text, FollowUp: followUp}, func(string) ([]byte, error) { return []byte(file), nil })
		if err != nil {
			return
		}
		before, _ := parseQuestions(a.Path, a.Old)
		now, _ := parseQuestions(a.Path, a.New)
		if len(now.questions) != len(before.questions)+1 {
			t.Fatalf("%q: %d questions, then %d", file, len(before.questions), len(now.questions))
		}
		last := now.questions[len(now.questions)-1]
		if last.Text != line(text) || last.FollowUp != line(followUp) {
			t.Fatalf("read back as %q, %q", last.Text, last.FollowUp)
		}
		// Its bytes, taken out again, leave the file as it was.
		i := 0
		for i < len(a.Old) && a.Old[i] == a.New[i] {
			i++
		}
		if !strings.HasSuffix(string(a.New), string(a.Old[i:])) {
			t.Fatalf("%q became %q", a.Old, a.New)
		}
	})
}
