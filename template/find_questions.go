package template

import (
	"math"
	"slices"
	"unicode/utf8"
)

// finder finds a bank's questions in sentences.
type finder struct {
	total []float64        // per question, the weight of its words
	exact map[string]int   // what is too short to compare, by its plain text
	words map[string]*word // by stem
	stems *stemmer
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

func newFinder(b *Bank) *finder {
	n := len(b.Questions)
	f := &finder{total: make([]float64, n), exact: map[string]int{}, words: make(map[string]*word, 4*n), stems: newStemmer(), score: make([]float64, n)}
	for i, q := range b.Questions {
		for _, s := range f.stems.contentWords(q.Text) {
			w := f.words[s]
			if w == nil {
				w = &word{}
				f.words[s] = w
			}
			w.questions = append(w.questions, i)
		}
	}
	for _, w := range f.words {
		w.weight = math.Log(float64(n+1) / float64(len(w.questions)))
		for _, i := range w.questions {
			f.total[i] += w.weight
		}
	}
	for i, q := range b.Questions {
		if f.total[i] < leastWeight {
			f.exact[plain(q.Text)] = i
		}
	}
	return f
}

// in adds the questions in a text to those found, each once. The text is split into sentences so
// that words far apart do not add up to a question.
func (f *finder) in(text string, found []int) []int {
	start := 0
	for i, r := range text {
		switch r {
		case '?', '？', '.', '!', ';', '\n', '。', '！':
			if i > start {
				found = f.inSentence(text[start:i], r == '?' || r == '？', found)
			}
			start = i + utf8.RuneLen(r)
		}
	}
	return f.inSentence(text[start:], false, found)
}

func (f *finder) inSentence(s string, question bool, found []int) []int {
	share := mentionedShare
	if question {
		share = askedShare
	}
	f.sentence++
	tokens(s, func(b []byte) {
		w := f.words[f.stems.of(b)]
		if w == nil || w.last == f.sentence {
			return
		}
		w.last = f.sentence
		for _, i := range w.questions {
			if f.score[i] == 0 {
				f.touched = append(f.touched, i)
			}
			f.score[i] += w.weight
		}
	})
	for _, i := range f.touched {
		if f.total[i] >= leastWeight && f.score[i] >= share*f.total[i] && !slices.Contains(found, i) {
			found = append(found, i)
		}
		f.score[i] = 0
	}
	f.touched = f.touched[:0]
	if question {
		if i, ok := f.exact[plain(s)]; ok && !slices.Contains(found, i) {
			found = append(found, i)
		}
	}
	return found
}
