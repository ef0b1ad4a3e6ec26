package template

import (
	"math"
	"strings"
	"unicode/utf8"
)

// How much of a question a sentence in a note must have, by the weight of its
// words, for the question to count as asked. A sentence that is itself a question
// may be reworded further than a statement, in which everyday words meet by
// chance. In the built-in bank, questions are seldom mistaken for each other (a
// test keeps it so).
const (
	askedShare     = 0.6
	mentionedShare = 0.85
)

// leastWeight is what the words of a question must weigh in total to be compared
// word by word at all; below it ("What else belongs to it?") only exactly the
// same words count.
const leastWeight = 7

// Asked finds out which questions of a bank are in notes, verbatim or reworded:
// those in the text were asked, those in a comment only offered.
type Asked struct {
	bank  *Bank
	total []float64        // per question, the weight of its words
	exact map[string]int   // what is too short to compare, by its plain text
	words map[string]*word // by stem
	stems *stemmer
	// asked and offered have, per question, the number of the last note it was in,
	// from 1.
	asked, offered []int
	read           int            // how many notes
	index          map[string]int // by id
	// per sentence
	score    []float64
	touched  []int
	sentence int
}

// word is a word of the bank: the rarer, the more it says.
type word struct {
	weight    float64
	questions []int
	last      int // the last sentence it was seen in
}

// NewAsked returns an Asked for the questions of a bank.
func NewAsked(b *Bank) *Asked {
	n := len(b.Questions)
	a := &Asked{bank: b, total: make([]float64, n), exact: map[string]int{}, words: make(map[string]*word, 4*n),
		stems: newStemmer(), asked: make([]int, n), offered: make([]int, n), score: make([]float64, n), index: make(map[string]int, n)}
	for i, q := range b.Questions {
		a.index[q.ID] = i
		for _, s := range a.stems.contentWords(q.Text) {
			w := a.words[s]
			if w == nil {
				w = &word{}
				a.words[s] = w
			}
			w.questions = append(w.questions, i)
		}
	}
	for _, w := range a.words {
		w.weight = math.Log(float64(n+1) / float64(len(w.questions)))
		for _, i := range w.questions {
			a.total[i] += w.weight
		}
	}
	for i, q := range b.Questions {
		if a.total[i] < leastWeight {
			a.exact[plain(q.Text)] = i
		}
	}
	return a
}

// Read searches a note. Read notes oldest first: what the last one has was used
// most recently.
func (a *Asked) Read(note string) {
	a.read++
	for note != "" {
		text, rest, _ := strings.Cut(note, "<!--")
		a.sentences(text, a.asked)
		var comment string
		comment, note, _ = strings.Cut(rest, "-->")
		a.sentences(comment, a.offered)
	}
}

// Show counts the questions in a text's comments as offered along with the note read
// last: it is what else is shown before the next one.
func (a *Asked) Show(text string) {
	a.read = max(1, a.read)
	for text != "" {
		var comment string
		_, text, _ = strings.Cut(text, "<!--")
		comment, text, _ = strings.Cut(text, "-->")
		a.sentences(comment, a.offered)
	}
}

// Shown counts a question as offered so many notes before the one read last.
func (a *Asked) Shown(q Question, ago int) {
	if i, ok := a.index[q.ID]; ok {
		a.offered[i] = max(a.offered[i], a.read-ago)
	}
}

func (a *Asked) sentences(text string, found []int) {
	start := 0
	for i, r := range text {
		switch r {
		case '?', '？', '.', '!', ';', '\n', '。', '！':
			if i > start {
				a.sentenceIn(text[start:i], r == '?' || r == '？', found)
			}
			start = i + utf8.RuneLen(r)
		}
	}
	a.sentenceIn(text[start:], false, found)
}

// sentenceIn looks at one sentence. A note is split into sentences so that words
// far apart in it do not add up to a question.
func (a *Asked) sentenceIn(s string, question bool, found []int) {
	share := mentionedShare
	if question {
		share = askedShare
	}
	a.sentence++
	tokens(s, func(b []byte) {
		w := a.words[a.stems.of(b)]
		if w == nil || w.last == a.sentence {
			return
		}
		w.last = a.sentence
		for _, i := range w.questions {
			if a.score[i] == 0 {
				a.touched = append(a.touched, i)
			}
			a.score[i] += w.weight
		}
	})
	for _, i := range a.touched {
		if a.total[i] >= leastWeight && a.score[i] >= share*a.total[i] {
			found[i] = a.read
		}
		a.score[i] = 0
	}
	a.touched = a.touched[:0]
	if question {
		if i, ok := a.exact[plain(s)]; ok {
			found[i] = a.read
		}
	}
}

// Has reports whether a question was asked in what was read.
func (a *Asked) Has(q Question) bool {
	i, ok := a.index[q.ID]
	return ok && a.asked[i] > 0
}

// use is how a question has been used, and in which note last.
func (a *Asked) use(q Question) (u usage, last int) {
	i, ok := a.index[q.ID]
	switch {
	case !ok:
		return unused, 0
	case a.asked[i] > 0:
		return asked, max(a.asked[i], a.offered[i])
	case a.offered[i] > 0:
		return offered, a.offered[i]
	}
	return unused, 0
}

// usage is how a question has been used.
type usage int

const (
	unused usage = iota
	offered
	asked
)
