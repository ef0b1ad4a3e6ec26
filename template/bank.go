package template

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"oneonone/internal/lookup"
)

// Topic is what a group of questions is about.
type Topic struct {
	ID    string // feedback-to-manager
	Title string // Feedback to the manager
	// Sequence says that its questions build on each other and are asked in order.
	Sequence bool
	// OnRequest says that its questions belong to a situation (a change, a
	// conversation under way): they are offered only when the topic is named.
	OnRequest bool
	Count     int
}

// Bank is all the questions: the built-in ones, followed by those of a notes
// folder.
type Bank struct {
	Questions []Question
	Topics    []Topic
	// Problems are faults of the user's files, each a *FileError. What is faulty is
	// left out; the rest of the file is used.
	Problems []error
}

// maxQuestions bounds what a folder adds, maxQuestionFile the bytes of one of
// its files. Ten times the built-in bank is more than anybody asks in a lifetime;
// anything beyond is a mistake, and would slow down every ask.
const (
	maxQuestions    = 3000
	maxQuestionFile = 1 << 20
	maxQuestionLen  = 400 // bytes of a text: a question is one breath
)

// LoadBank reads the built-in questions and those of a notes folder, in
// questions/*.yaml; a nil folder has none. Faults in the folder's files are in
// the bank's Problems.
func LoadBank(folder fs.FS) *Bank {
	b := builtInBank()
	if folder == nil {
		return b
	}
	entries, err := fs.ReadDir(folder, "questions")
	if errors.Is(err, fs.ErrNotExist) {
		return b
	}
	if err != nil {
		b.problem("questions", 0, "cannot be read: %v", err)
		return b
	}
	a := newAdder(b)
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if e.IsDir() || ext != ".yaml" && ext != ".yml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		a.file(folder, path.Join("questions", e.Name()))
	}
	return b
}

func (b *Bank) problem(path string, line int, format string, args ...any) {
	b.Problems = append(b.Problems, &FileError{path, line, fmt.Sprintf(format, args...)})
}

// Topic finds a topic by its name or its title, or by a unique beginning of one.
// The error is an *UnknownError.
func (b *Bank) Topic(name string) (*Topic, error) {
	key := slug(name)
	var begins []*Topic
	var all []string
	for i := range b.Topics {
		t := &b.Topics[i]
		if t.ID == key || slug(t.Title) == key {
			return t, nil
		}
		if key != "" && (strings.HasPrefix(t.ID, key) || strings.HasPrefix(slug(t.Title), key)) {
			begins = append(begins, t)
		}
		all = append(all, t.ID)
	}
	if len(begins) == 1 {
		return begins[0], nil
	}
	return nil, &UnknownError{What: "topic", Name: name, Near: nearest(key, all), All: all}
}

// Find returns the questions about a topic, for a role, that contain some words
// in any order; empty arguments match everything. The error is an *UnknownError.
func (b *Bank) Find(topic, role, words string) ([]Question, error) {
	if topic != "" {
		t, err := b.Topic(topic)
		if err != nil {
			return nil, err
		}
		topic = t.ID
	}
	wanted := strings.Fields(lookup.Fold(words))
	return slices.DeleteFunc(slices.Clone(b.Questions), func(q Question) bool {
		in := lookup.Fold(strings.Join([]string{q.Text, q.FollowUp, q.Topic, q.Source}, " "))
		missing := slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(in, w) })
		return missing || topic != "" && q.Topic != topic || !q.Suits(role)
	}), nil
}

// adder adds files to a bank and keeps track of what is already there.
type adder struct {
	bank   *Bank
	ids    map[string]*Question
	words  map[string]*Question // by the text's words
	topics map[string]int
	added  int
}

func newAdder(b *Bank) *adder {
	a := &adder{bank: b, ids: map[string]*Question{}, words: map[string]*Question{}, topics: map[string]int{}}
	for i := range b.Questions {
		q := &b.Questions[i]
		a.ids[q.ID], a.words[plain(q.Text)] = q, q
	}
	for i, t := range b.Topics {
		a.topics[t.ID] = i
	}
	return a
}

func (a *adder) file(folder fs.FS, p string) {
	in, err := folder.Open(p)
	if err != nil {
		a.bank.problem(p, 0, "cannot be read: %v", err)
		return
	}
	st, err := in.Stat()
	in.Close()
	if err == nil && st.Size() > maxQuestionFile {
		a.bank.problem(p, 0, "longer than %d KiB", maxQuestionFile>>10)
		return
	}
	raw, err := fs.ReadFile(folder, p)
	if err != nil {
		a.bank.problem(p, 0, "cannot be read: %v", err)
		return
	}
	f, problems := parseQuestions(p, raw)
	a.bank.Problems = append(a.bank.Problems, problems...)
	a.add(f)
}

// add takes over what a file says, except for what is already there.
func (a *adder) add(f *questionFile) {
	for _, q := range f.questions {
		switch old := a.ids[q.ID]; {
		case a.added == maxQuestions:
			a.bank.problem(q.Path, q.Line, "more than %d questions; the rest is left out", maxQuestions)
			return
		case old != nil:
			a.bank.problem(q.Path, q.Line, "the id %s is taken by %s", q.ID, old.where())
			continue
		}
		if old := a.words[plain(q.Text)]; old != nil {
			a.bank.problem(q.Path, q.Line, "the same question is %s", old.where())
			continue
		}
		a.added++
		a.topic(q.Topic, f)
		kept := q
		a.ids[q.ID], a.words[plain(q.Text)] = &kept, &kept
		a.bank.Questions = append(a.bank.Questions, q)
	}
}

func (a *adder) topic(id string, f *questionFile) {
	i, ok := a.topics[id]
	if !ok {
		i = len(a.bank.Topics)
		a.topics[id] = i
		t := Topic{ID: id, Title: strings.ReplaceAll(id, "-", " ")}
		if id == f.topic {
			t.Sequence, t.OnRequest = f.sequence, f.onRequest
			if f.title != "" {
				t.Title = f.title
			}
		}
		a.bank.Topics = append(a.bank.Topics, t)
	}
	a.bank.Topics[i].Count++
}

// where says where a question is.
func (q *Question) where() string {
	if q.Path == "" {
		return "built in (" + q.ID + ")"
	}
	return fmt.Sprintf("at %s:%d", q.Path, q.Line)
}
