package template

import (
	"io/fs"
	"path"
	"strings"
)

// builtInBank reads the embedded questions. They are written in a plain form of
// YAML that plainQuestions reads: yaml.v3 takes 7 ms for them, half of what ask
// may add to the time the files need, and plainQuestions a thirtieth of that. A
// test compares the two, so no built-in file that leaves the plain form, or has
// any other fault, gets into a release.
func builtInBank() *Bank {
	b := &Bank{Questions: make([]Question, 0, 400)}
	entries, _ := fs.ReadDir(builtIn, "questions")
	for _, e := range entries {
		p := path.Join("questions", e.Name())
		raw, _ := builtIn.ReadFile(p)
		f, ok := plainQuestions(string(raw))
		if !ok {
			var problems []error
			f, problems = parseQuestions(p, raw)
			b.Problems = append(b.Problems, problems...)
		}
		for i := range f.questions {
			f.questions[i].Path = ""
		}
		b.Questions = append(b.Questions, f.questions...)
		b.Topics = append(b.Topics, Topic{ID: f.topic, Title: f.title, Sequence: f.sequence, OnRequest: f.onRequest, Count: len(f.questions)})
	}
	return b
}

// plainQuestions reads the plain form: `key: value` lines, values unquoted and
// on one line, lists in brackets, a question beginning with `- id:`. It reports
// false for anything else.
func plainQuestions(raw string) (*questionFile, bool) {
	f := &questionFile{questions: make([]Question, 0, strings.Count(raw, "- id:"))}
	var q *Question
	n := 0
	for l := range strings.Lines(raw) {
		n++
		l = strings.TrimSuffix(l, "\n")
		body := strings.TrimLeft(l, " ")
		if body == "" || body[0] == '#' {
			continue
		}
		body, isNew := strings.CutPrefix(body, "- ")
		key, value, ok := strings.Cut(body, ":")
		value = strings.TrimPrefix(value, " ")
		values, plain := plainValues(value)
		if !ok || !plain {
			return nil, false
		}
		var err error
		switch {
		case isNew:
			f.questions = append(f.questions, Question{Line: n, Topic: f.topic})
			q = &f.questions[len(f.questions)-1]
			err = q.set(key, values)
		case l[0] == ' ' && q != nil:
			err = q.set(key, values)
		case key == "questions" && value == "":
		default:
			err = f.set(key, values)
		}
		if err != nil {
			return nil, false
		}
	}
	for i := range f.questions {
		f.questions[i].Common = f.questions[i].Common.or(f.common)
	}
	return f, true
}

// plainValues returns the elements of a list in brackets, or the one value, and
// reports whether YAML would read it as that text.
func plainValues(value string) ([]string, bool) {
	if list, ok := strings.CutPrefix(value, "["); ok {
		list, ok = strings.CutSuffix(list, "]")
		return strings.Split(list, ", "), ok
	}
	return []string{value}, value == strings.TrimSpace(value) && !strings.Contains(value, ": ") && !strings.Contains(value, " #") &&
		!strings.HasSuffix(value, ":") && (value == "" || !strings.ContainsRune("'\"[]{}&*!|>%@`,#?-", rune(value[0])))
}
