package promise

import (
	"crypto/sha256"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// The letters and digits of handles: none that look alike (no 0 and o, 1, i
// and l, u and v).
const (
	IdLetters = "abcdefghjkmnpqrstvwxyz"
	IdDigits  = "23456789"
	IdAll     = IdDigits + IdLetters
	IdLength  = 10
)

// threadID derives the handle of a thread from its person, first day, first
// words and owners; seen counts threads that agree in all of these. The first
// letter is the person's (see HandleLetter), the second character a digit: so a
// handle is never a number, nor a word that could be part of a promise.
func threadID(t *Thread, seen map[string]int) string {
	first := t.Lines[0]
	names := t.grammar.Names()
	person, owners := names.Identity(t.Person), names.Seats(first.Owners)
	name := strings.Join([]string{person, t.Since.String(), first.Key, strings.Join(owners, ",")}, "\x00")
	seen[name]++
	if n := seen[name]; n > 1 {
		name += "\x00" + strconv.Itoa(n)
	}
	id := []byte(Handle(name))
	id[0] = HandleLetter(person)
	return string(id)
}

// Handle derives a handle from a name that is unique among its kind.
func Handle(name string) string {
	sum := sha256.Sum256([]byte(name))
	id := make([]byte, IdLength)
	id[0] = oneOf(IdLetters, sum[0], sum[1])
	for i := 1; i < len(id); i++ {
		alphabet := IdAll
		if i == 1 {
			alphabet = IdDigits
		}
		id[i] = oneOf(alphabet, sum[2*i], sum[2*i+1])
	}
	return string(id)
}

// HandleLetter is the letter that the handles of all of a person's actions
// begin with; in a shared doc it is that of the two, see clause.Names.Identity. It tells
// whose notes are worth reading: a command about one action reads a twentieth of a big
// folder.
func HandleLetter(person string) byte {
	sum := sha256.Sum256([]byte(person))
	return oneOf(IdLetters, sum[0], sum[1])
}

// oneOf picks a character by two bytes of a hash, so that none is much
// likelier than another.
func oneOf(alphabet string, hi, lo byte) byte {
	return alphabet[(int(hi)<<8|int(lo))%len(alphabet)]
}

// Handles are the handles of many threads, to be shown in short: sorted, each list
// concatenated into one string, since only a few of ten thousand are asked for.
type Handles []string

// PackHandles is the handles of threads in the form that [Handles] holds.
func PackHandles(threads ...[]*Thread) string {
	var ids []string
	for _, t := range slices.Concat(threads...) {
		ids = append(ids, t.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, "")
}

// Short is the shortest prefix of a handle that no other shares, at least three
// characters long; all of it if there are no handles.
func (h Handles) Short(id string) string {
	if len(h) == 0 {
		return id
	}
	n := minShortID
	for _, ids := range h {
		at := func(i int) string { return ids[i*IdLength:][:IdLength] }
		many := len(ids) / IdLength
		i := sort.Search(many, func(i int) bool { return at(i) >= id })
		if i > 0 {
			n = max(n, commonPrefix(id, at(i-1))+1)
		}
		for i < many && at(i) == id {
			i++
		}
		if i < many {
			n = max(n, commonPrefix(id, at(i))+1)
		}
	}
	return id[:min(n, len(id))]
}

// minShortID is the least length of a short handle.
const minShortID = 3

// ShortIDs maps each full handle to its shortest prefix that no other shares, at
// least three characters long.
func ShortIDs(ids []string) map[string]string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	short := make(map[string]string, len(sorted))
	for i, id := range sorted {
		n := minShortID
		if i > 0 {
			n = max(n, commonPrefix(id, sorted[i-1])+1)
		}
		if i+1 < len(sorted) {
			n = max(n, commonPrefix(id, sorted[i+1])+1)
		}
		short[id] = id[:min(n, len(id))]
	}
	return short
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
