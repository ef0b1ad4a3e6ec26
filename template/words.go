package template

import (
	"bytes"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"oneonone/internal/text"
)

func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	// FNV's low bits differ little between texts that end alike; one round of
	// mixing makes the order of ids look shuffled.
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x
}

// plain is a text's words in lower case, for telling whether two are the same.
func plain(s string) string { return slug(s) }

// stopWords are English words that do not say what a question asks. The others
// are weighted by how rare they are in the bank, which also takes care of other
// languages.
var stopWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`a about all also am an and any are as at be because been before being but by can could
did do does doing done each even ever every for from get gets getting give go goes going got had has have having he her
here him his how i if in into is it its itself just like made make makes many may me might more most much must my need
no not nothing now of off on or other others our ours out over own quite rather really right said same say see she should
since so some somebody someone something somewhere still such take than that the their them then there these they thing
things think this those though through to too up upon us very want was we were what when where whether which while who
whom whose why will with without would yet you your yours yourself d i'd i'll i'm i've ll m re s t ve you're you've you'd
you'll we're we've we'll they're that's it's isn't aren't don't doesn't didn't can't won't hasn't haven't wasn't weren't
shouldn't wouldn't couldn't what's who's where's how's there's let's asked ask`) {
		set[w] = true
	}
	return set
})

// tokens splits a text into words, in lower case, without the stop words. Scripts written
// without spaces give pairs of neighbouring characters. The yielded slice is overwritten by
// the next word.
func tokens(s string, yield func(word []byte)) {
	stop := stopWords()
	var store [64]byte
	buf := store[:0]
	var wide bool // an unspaced script
	flush := func() {
		if wide {
			for i, w := 0, 0; i < len(buf); i += w {
				_, w = utf8.DecodeRune(buf[i:])
				if _, next := utf8.DecodeRune(buf[i+w:]); next > 0 {
					yield(buf[i : i+w+next])
				}
			}
		} else if b := bytes.Trim(buf, "'"); len(b) > 0 && !stop[string(b)] {
			yield(b)
		}
		buf, wide = buf[:0], false
	}
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '\'':
			buf = append(buf, byte(r))
		case 'A' <= r && r <= 'Z':
			buf = append(buf, byte(r)+'a'-'A')
		case r == '’':
			buf = append(buf, '\'')
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
			wide = wide || text.Unspaced(r)
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		case len(buf) > 0:
			flush()
		}
	}
	if len(buf) > 0 {
		flush()
	}
}

// contentWords are the stems of a text's words, each once, in order of appearance.
func (st *stemmer) contentWords(s string) []string {
	var out []string
	tokens(s, func(b []byte) {
		if w := st.of(b); !slices.Contains(out, w) {
			out = append(out, w)
		}
	})
	return out
}

// stemmer finds what the forms of an English word have in common, so that a
// reworded question still agrees: works, worked, working.
type stemmer struct {
	env   *snowballstem.Env
	known map[string]string // by the word as written
}

func newStemmer() *stemmer {
	return &stemmer{env: snowballstem.NewEnv(""), known: map[string]string{}}
}

func (st *stemmer) of(written []byte) string {
	if s, ok := st.known[string(written)]; ok {
		return s
	}
	w := string(written)
	st.env.SetCurrent(strings.TrimSuffix(w, "'s"))
	english.Stem(st.env)
	st.known[w] = st.env.Current()
	return st.known[w]
}
