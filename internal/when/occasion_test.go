package when

import "testing"

func TestFindOccasion(t *testing.T) {
	for text, want := range map[string]string{
		"birthday: 12 March":                     "2000-03-12 every year: birthday",
		"March 12th – birthday":                  "2000-03-12 every year: birthday",
		"Geburtstag am 5. Mai":                   "2000-05-05 every year: Geburtstag am",
		"29 Feb: wedding":                        "2000-02-29 every year: wedding",
		"2019-05-04: Leo was born":               "2019-05-04: Leo was born",
		"moves to Bern, Tuesday 1 December 2026": "2026-12-01: moves to Bern",
		"two children, 4 and 6":                  "",
		"born in May":                            "",
		"05/03/2024: which day is it":            "",
		"31 February":                            "",
	} {
		got := ""
		if o, ok := FindOccasion(text); ok {
			got = o.Day.String()
			if o.Yearless {
				got += " every year"
			}
			got += ": " + o.Text
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestOccasionWithin(t *testing.T) {
	o := Occasion{Day: New(2024, 2, 29)}
	if got := o.Within(New(2026, 2, 27), New(2026, 3, 1)); len(got) != 1 || got[0] != New(2026, 2, 28) {
		t.Errorf("29 February comes round in 2026 on %v", got)
	}
	if got := o.Within(New(2023, 1, 1), New(2023, 12, 31)); got != nil {
		t.Errorf("before its year it is on %v", got)
	}
	if got := o.Within(New(2024, 12, 20), New(2025, 3, 10)); len(got) != 1 || got[0] != New(2025, 2, 28) {
		t.Errorf("across a new year it is on %v", got)
	}
}
