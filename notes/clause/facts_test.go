package clause

import (
	"reflect"
	"strings"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/when"
)

// factsOf has every field of Facts set to something of its own, but for some.
func factsOf(t *testing.T, but ...string) Facts {
	var f Facts
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if strings.Contains(" "+strings.Join(but, " ")+" ", " "+name+" ") {
			continue
		}
		switch field := v.Field(i).Addr().Interface().(type) {
		case *string:
			*field = "2h of " + name
		case *bool:
			*field = true
		case *when.Date:
			*field = when.New(2026, 11, 1+i)
		default:
			t.Fatalf("%s is a %T: say here what one looks like", name, field)
		}
	}
	return f
}

// A memory that leaves out a fact gives other answers from the second run on, and
// nobody sees why.
func TestEveryFactIsRemembered(t *testing.T) {
	want := factsOf(t)
	var b pack.Writer
	want.Pack(&b)
	var got Facts
	d := pack.Read(string(b))
	if got.Unpack(d); got != want || !d.Whole() {
		t.Errorf("remembered as %+v, want %+v", got, want)
	}
}

// What is carried from entry to entry says all that the line before it said. How an
// action ended is no part of an open line.
func TestEveryFactIsWrittenAndCarriedOn(t *testing.T) {
	want := factsOf(t, "DueSpoken", "Done")
	if got := readMetadata("send the plan"+want.Written(), when.New(2026, 11, 20), when.Unknown).Facts; got != want {
		t.Errorf("%s is read as %+v, want %+v", want.Written(), got, want)
	}
	want = factsOf(t, "Since", "Due", "DueSpoken", "Done") // days are for the promise to settle
	var got Facts
	if got.Renew(want); got != want {
		t.Errorf("renewed as %+v, want %+v", got, want)
	}
}
