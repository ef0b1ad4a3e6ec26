package clause

import (
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
	"oneonone/internal/when"
)

// A memory that leaves out a fact gives other answers from the second run on, and
// nobody sees why.
func TestEveryFactIsRemembered(t *testing.T) {
	var want, got Facts
	packtest.Fill(&want)
	var b pack.Writer
	want.Pack(&b)
	d := pack.Read(string(b))
	if got.Unpack(d); got != want || !d.Whole() {
		t.Errorf("remembered as %+v, want %+v", got, want)
	}
}

// What is carried from entry to entry says all that the line before it said. How an
// action ended is no part of an open line.
func TestEveryFactIsWrittenAndCarriedOn(t *testing.T) {
	var want Facts
	packtest.Fill(&want, "DueSpoken", "Done")
	if got := readMetadata("send the plan"+want.Written(), when.New(2026, 11, 20), when.Unknown).Facts; got != want {
		t.Errorf("%s is read as %+v, want %+v", want.Written(), got, want)
	}
	var newer, got Facts
	packtest.Fill(&newer, "Since", "Due", "DueSpoken", "Done") // days are for the promise to settle
	if got.Renew(newer); got != newer {
		t.Errorf("renewed as %+v, want %+v", got, newer)
	}
}
