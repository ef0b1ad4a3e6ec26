package template

import (
	"io/fs"
	"path"
	"strings"
)

// builtInBank reads the embedded questions. They are written in a plain form
// of YAML which plainQuestions reads: yaml.v3 takes 7 ms for them, half of
// what ask may add to the time the files need, and plainQuestions a thirtieth.
// A test compares the two, so a built-in file that leaves the plain form, or
// has any other fault, does not get into a release.
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
	f := &questionFile{}
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
		if value = strings.TrimPrefix(value, " "); !ok || !isPlain(key, value) {
			return nil, false
		}
		switch {
		case isNew:
			f.questions = append(f.questions, Question{Line: n, Topic: f.topic, Roles: f.roles, Source: f.source})
			q = &f.questions[len(f.questions)-1]
			ok = q.set(key, value)
		case l[0] == ' ' && q != nil:
			ok = q.set(key, value)
		default:
			ok = f.set(key, value)
		}
		if !ok {
			return nil, false
		}
	}
	return f, true
}

// isPlain reports whether YAML reads a value as the text it is.
func isPlain(key, value string) bool {
	if key == "roles" {
		return strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]")
	}
	return value == strings.TrimSpace(value) && !strings.Contains(value, ": ") && !strings.Contains(value, " #") &&
		!strings.HasSuffix(value, ":") && (value == "" || !strings.ContainsRune("'\"[]{}&*!|>%@`,#?-", rune(value[0])))
}

func (q *Question) set(key, value string) bool {
	switch key {
	case "id":
		q.ID = value
	case "text":
		q.Text = value
	case "follow_up":
		q.FollowUp = value
	case "source":
		q.Source = value
	case "roles":
		q.Roles = plainList(value)
	default:
		return false
	}
	return true
}

func (f *questionFile) set(key, value string) bool {
	switch key {
	case "topic":
		f.topic = value
	case "title":
		f.title = value
	case "source":
		f.source = value
	case "roles":
		f.roles = plainList(value)
	case "sequence":
		f.sequence = value == "true"
	case "on_request":
		f.onRequest = value == "true"
	case "questions":
		return value == ""
	default:
		return false
	}
	return true
}

func plainList(value string) []string { return strings.Split(value[1:len(value)-1], ", ") }
