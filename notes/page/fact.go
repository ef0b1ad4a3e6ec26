package page

import "oneonone/internal/pack"

// Findings gives what was found in an entry by a kind of search, or has it read and
// keeps it. What it depends on, besides the entry and how notes are read, is in on.
type Findings func(e *Entry, kind, on string, read func() string) string

// RememberFacts has [FactOf] ask what was found before. It may be nil.
func (e *Entry) RememberFacts(f Findings) { e.findings = f }

// FactOf is what read finds in an entry, or found in another run: see [Findings].
// write and again are its form in a memory.
func FactOf[T any](e *Entry, kind, on string, read func() T, write func(*pack.Writer, T), again func(*pack.Reader) T) T {
	if e.findings == nil {
		return read()
	}
	var fact T
	known := true
	d := pack.Read(e.findings(e, kind, on, func() string {
		fact, known = read(), false
		var w pack.Writer
		write(&w, fact)
		return string(w)
	}))
	if known {
		if fact = again(d); !d.Whole() {
			return read()
		}
	}
	return fact
}
