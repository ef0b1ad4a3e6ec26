// Package review looks back over a person's notes: what drives them, what they
// wish for and work towards, what moved it, and the evidence of a time. It
// quotes lines with their place and adds no judgement of its own.
package review
