// Package review looks back over a person's notes: what drives them, what they
// wish for and work towards, what moved it, and the evidence of a time. It
// quotes lines with their place and adds no judgement of its own. A draft written
// from them is checked sentence by sentence (check_draft.go): each rests on a
// place it cites, and a line that has moved is found by its words (citation.go).
package review
