package merge

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A storm is one note on five laptops that many merges go back and forth
// between, its lines all alike, so that merges take one for another and make
// versions of one line of them. In the end every line that was typed is there
// once, and none that somebody deleted.
func TestStorm(t *testing.T) {
	shards, seeds := uint64(4), uint64(200)
	if testing.Short() {
		seeds = 20
	}
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for seed := shard; seed < seeds; seed += shards {
				s := newStorm(seed, 5)
				for range 120 {
					s.work(s.IntN(5))
				}
				for range 2 {
					for i := range s.laptops {
						s.sync(i)
					}
				}
				if wrong := s.wrong(); wrong != "" {
					t.Fatalf("seed %d: %s\n%s", seed, wrong, s.remote)
				}
			}
		})
	}
}

type storm struct {
	*rand.Rand
	remote  string
	laptops []struct{ base, text string }
	typed   int
	deleted map[string]bool
	done    map[string]bool
}

func newStorm(seed uint64, n int) *storm {
	s := &storm{Rand: rand.New(rand.NewPCG(seed, 11)), remote: "# Alice\n\n## Notes\n\n- base\n", deleted: map[string]bool{}, done: map[string]bool{}}
	s.laptops = make([]struct{ base, text string }, n)
	for i := range s.laptops {
		s.laptops[i].base, s.laptops[i].text = s.remote, s.remote
	}
	return s
}

func (s *storm) word() string {
	s.typed++
	return fmt.Sprintf("storm word %d.", s.typed)
}

// work does one thing on a laptop.
func (s *storm) work(i int) {
	text := &s.laptops[i].text
	switch s.IntN(8) {
	case 0, 1:
		*text = strings.Replace(*text, "- base\n", "- base\n- "+s.word()+"\n", 1)
	case 2:
		*text += "- **Alice to " + s.word() + "** (since 2026-11-20)\n"
	case 3, 4:
		s.delete(text)
	case 5:
		s.tick(text)
	case 6:
		s.pull(i)
	default:
		s.sync(i)
	}
}

// pull merges what the remote has, sync sends the result as well.
func (s *storm) pull(i int) {
	l := &s.laptops[i]
	l.text = string(Merge(Note, []byte(l.base), []byte(l.text), []byte(s.remote)).Text)
	l.base = s.remote
}

func (s *storm) sync(i int) {
	s.pull(i)
	s.remote, s.laptops[i].base = s.laptops[i].text, s.laptops[i].text
}

// delete takes out a line that was typed.
func (s *storm) delete(text *string) {
	if i, lines := s.line(*text, "- storm word "); i >= 0 {
		word, _, _ := strings.Cut(strings.TrimPrefix(lines[i], "- "), ".")
		s.deleted[word+"."] = true
		*text = strings.Join(slices.Delete(lines, i, i+1), "")
	}
}

// tick does a promise.
func (s *storm) tick(text *string) {
	if i, lines := s.line(*text, "- **Alice to "); i >= 0 {
		word, _, _ := strings.Cut(strings.TrimPrefix(lines[i], "- **Alice to "), "**")
		s.done[word] = true
		lines[i] = "- ~~**Alice to " + word + "**~~ (since 2026-11-20, done 2026-11-20)\n"
		*text = strings.Join(lines, "")
	}
}

// line is one that begins like this, -1 for none.
func (s *storm) line(text, prefix string) (at int, lines []string) {
	lines = strings.SplitAfter(text, "\n")
	var all []int
	for i, l := range lines {
		if strings.HasPrefix(l, prefix) {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		return -1, nil
	}
	return all[s.IntN(len(all))], lines
}

// wrong says what is not as it should be.
func (s *storm) wrong() string {
	for i, l := range s.laptops {
		if l.text != s.remote {
			return fmt.Sprintf("laptop %d has\n%s", i, l.text)
		}
	}
	for n := range s.typed {
		word := fmt.Sprintf("storm word %d.", n+1)
		switch got := strings.Count(s.remote, word); {
		case s.deleted[word] && got > 0:
			return word + " came back"
		case !s.deleted[word] && got != 1:
			return fmt.Sprintf("%s is there %d times", word, got)
		}
	}
	for word := range s.done {
		if !strings.Contains(s.remote, "~~**Alice to "+word+"**~~") {
			return word + " is open again"
		}
	}
	return ""
}
