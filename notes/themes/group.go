package themes

import (
	"encoding/binary"
	"math"
	"slices"
)

// Lines belong together when they share words: rare ones count more than common
// ones, and what only two have may be chance. Groups grow by average linkage (Sokal
// and Michener 1958): two become one when their lines share enough on average, so
// that a word in only a few lines of both does not bring two complaints together.

const (
	// enough is how much the lines of two groups must share on average to be joined,
	// and how much a line must share with the rest of its group to stay.
	enough = 0.4
	// seeming is how many lines are added when weighing how rare a word is: among
	// few lines no word would be rare.
	seeming = 50
	// chance is how many lines more than one share a word by chance.
	chance = 1.5
	// rounds is how often lines may go to a group that fits them better.
	rounds = 2
	// mostCompared bounds the lines that are compared with each other; the rest join
	// their groups.
	mostCompared = 2000
)

// bag are the stems of a line by their numbers, each once, sorted.
type bag []int32

// bags numbers the stems, so that lines can be compared.
type bags struct {
	stems   *Stems
	numbers map[string]int32
}

// of returns the bag of a line, and its words.
func (b *bags) of(line string, lang language) (bag, []Word) {
	words, lang := b.stems.Of(line, lang)
	var all bag
	for _, w := range words {
		all = append(all, b.number(w.Stem))
	}
	for _, thing := range b.stems.things(lang) {
		all = append(all, b.number(thing))
	}
	slices.Sort(all)
	return slices.Compact(all), words
}

func (b *bags) number(stem string) int32 {
	n, known := b.numbers[stem]
	if !known {
		n = int32(len(b.numbers))
		b.numbers[stem] = n
	}
	return n
}

// cluster is a group that grows: how many of its lines have each stem.
type cluster struct {
	stems []int32
	times []float64
	size  float64
	into  int // the cluster it has become part of, itself at first
}

func alone(b bag) *cluster {
	return &cluster{stems: b, times: slices.Repeat([]float64{1}, len(b)), size: 1}
}

// timesOf is how many of the cluster's lines have a stem.
func (c *cluster) timesOf(stem int32) float64 {
	i, _ := slices.BinarySearch(c.stems, stem)
	return c.times[i]
}

// and merges two clusters.
func (c *cluster) and(d *cluster) *cluster {
	one := &cluster{size: c.size + d.size}
	for i, j := 0, 0; i < len(c.stems) || j < len(d.stems); {
		switch {
		case j == len(d.stems) || i < len(c.stems) && c.stems[i] < d.stems[j]:
			one.stems, one.times = append(one.stems, c.stems[i]), append(one.times, c.times[i])
			i++
		case i == len(c.stems) || d.stems[j] < c.stems[i]:
			one.stems, one.times = append(one.stems, d.stems[j]), append(one.times, d.times[j])
			j++
		default:
			one.stems, one.times = append(one.stems, c.stems[i]), append(one.times, c.times[i]+d.times[j])
			i, j = i+1, j+1
		}
	}
	return one
}

// leave takes a line out of a cluster.
func (c *cluster) leave(b bag) {
	for _, s := range b {
		i, _ := slices.BinarySearch(c.stems, s)
		c.times[i]--
	}
	c.size--
}

// grouping joins lines along chains of nearest neighbours (Benzécri 1982), which
// finds the same groups as joining the closest two each time.
type grouping struct {
	weight []float64 // of each stem
	all    []*cluster
	having [][]int   // by stem, the clusters that have it
	shared []float64 // by cluster, what it shares with the current one

	numbers map[int]int // of the groups, by their cluster
}

// group returns, for each bag, the number of its group, from 0 in order of their
// lines; -1 for an empty one.
func group(bags []bag) (*grouping, []int) {
	docs, of := distinct(bags)
	g := &grouping{numbers: map[int]int{}}
	g.weigh(docs)
	for _, d := range docs[:min(len(docs), mostCompared)] {
		g.add(alone(d))
	}
	g.join()
	in := make([]int, len(docs))
	for i := range docs {
		if in[i] = -1; i < mostCompared {
			in[i] = g.whole(i)
		}
	}
	for range rounds {
		g.settle(docs, in)
	}
	return g, g.number(of, in)
}

// near is the number of the group that a further line belongs to, -1 for none.
func (g *grouping) near(b bag) int {
	b = slices.DeleteFunc(slices.Clone(b), func(stem int32) bool { return int(stem) >= len(g.weight) })
	if c, share := g.nearest(alone(b), -1); share >= enough {
		if n, ok := g.numbers[c]; ok {
			return n
		}
	}
	return -1
}

// distinct returns the different bags, and for each bag which of them it is, -1
// for an empty one.
func distinct(bags []bag) (docs []bag, of []int) {
	first := map[string]int{}
	of = make([]int, len(bags))
	for i, b := range bags {
		var key []byte
		for _, s := range b {
			key = binary.AppendVarint(key, int64(s))
		}
		d, had := first[string(key)]
		switch {
		case len(b) == 0:
			d = -1
		case !had:
			d = len(docs)
			first[string(key)], docs = d, append(docs, b)
		}
		of[i] = d
	}
	return docs, of
}

// weigh weights the stems by how few lines have them.
func (g *grouping) weigh(docs []bag) {
	for _, b := range docs {
		for _, s := range b {
			for int(s) >= len(g.weight) {
				g.weight = append(g.weight, 0)
			}
			g.weight[s]++
		}
	}
	for s, n := range g.weight {
		g.weight[s] = math.Log((float64(len(docs))+seeming)/n) * (n - 1) / (n - 1 + chance)
	}
	g.having = make([][]int, len(g.weight))
}

func (g *grouping) add(c *cluster) int {
	c.into = len(g.all)
	for _, s := range c.stems {
		g.having[s] = append(g.having[s], c.into)
	}
	g.all, g.shared = append(g.all, c), append(g.shared, 0)
	return c.into
}

// whole is the cluster that c has become part of.
func (g *grouping) whole(c int) int {
	for g.all[c].into != c {
		c = g.all[c].into
	}
	return c
}

// join joins clusters until no two share enough.
func (g *grouping) join() {
	for start := 0; start < len(g.all); start++ {
		chain := []int{-1, start}
		for len(chain) > 1 {
			last, before := chain[len(chain)-1], chain[len(chain)-2]
			next, share := -1, 0.0
			if g.all[last].into == last {
				next, share = g.nearest(g.all[last], before)
			}
			switch {
			case share < enough:
				chain = chain[:len(chain)-1]
			case next == before:
				one := g.add(g.all[last].and(g.all[next]))
				g.all[last].into, g.all[next].into = one, one
				chain = chain[:len(chain)-2]
			default:
				chain = append(chain, next)
			}
		}
	}
}

// nearest is the cluster that shares the most with one, and how much; among
// several the preferred one, else the first.
func (g *grouping) nearest(c *cluster, preferred int) (best int, most float64) {
	var met []int
	for i, s := range c.stems {
		g.having[s] = slices.DeleteFunc(g.having[s], func(d int) bool { return g.all[d].into != d })
		for _, d := range g.having[s] {
			if g.all[d] == c {
				continue
			}
			if g.shared[d] == 0 {
				met = append(met, d)
			}
			g.shared[d] += g.weight[s] * c.times[i] * g.all[d].timesOf(s)
		}
	}
	best = -1
	for _, d := range met {
		share := g.shared[d] / (c.size * max(1, g.all[d].size))
		g.shared[d] = 0
		if share > most || share == most && (d == preferred || best != preferred && d < best) {
			best, most = d, share
		}
	}
	return best, most
}

// settle lets every line go to the group with whose other lines it shares the
// most: what attracted it may be elsewhere by now.
func (g *grouping) settle(docs []bag, in []int) {
	for i, b := range docs {
		if in[i] >= 0 {
			g.all[in[i]].leave(b)
		}
		near, share := g.nearest(alone(b), in[i])
		if share < enough {
			in[i] = g.add(alone(b))
			continue
		}
		one := g.add(g.all[near].and(alone(b)))
		g.all[near].into = one
		for j, c := range in {
			if c == near {
				in[j] = one
			}
		}
		in[i] = one
	}
}

// number numbers the groups from 0 in the order of their lines.
func (g *grouping) number(of, in []int) []int {
	out := make([]int, len(of))
	for i, d := range of {
		if out[i] = -1; d < 0 {
			continue
		}
		n, had := g.numbers[in[d]]
		if !had {
			n = len(g.numbers)
			g.numbers[in[d]] = n
		}
		out[i] = n
	}
	return out
}
