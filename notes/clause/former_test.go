package clause

import (
	"slices"
	"testing"

	"oneonone/internal/when"
)

// A name that somebody gave up and others took keeps, up to the day they did,
// what it meant.
func TestGiveAway(t *testing.T) {
	day := func(d int) when.Date { return when.Date{Year: 2026, Month: 11, Day: d} }
	all := []Former{{"Ali", day(10)}, {"Al", day(10)}, {"Allie", day(25)}, {"Ally", when.Date{}}}
	got := GiveAway(all, []string{"ali", "Allie", "Ally"}, day(20))
	if want := []Former{{"Ali", day(20)}, {"Al", day(10)}, {"Allie", day(25)}, {"Ally", when.Date{}}}; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if all[0].Until != day(10) {
		t.Error("what was given was changed")
	}
}

// Until somebody was renamed, their handle was stronger than what others are
// called, and a name was not.
func TestFormerHandlesAreHandles(t *testing.T) {
	day := func(d int) when.Date { return when.Date{Year: 2026, Month: 11, Day: d} }
	for _, tt := range []struct{ former, alias, want string }{
		{"tom", "Tom", "thomas"},
		{"Tom Beck", "Tom Beck", ""},
	} {
		people := []NameSet{
			{Handle: "thomas", Names: []string{"Thomas Beck"}, Former: []Former{{tt.former, day(20)}}, Since: day(1)},
			{Handle: "anna", Names: []string{"Anna Weiss", tt.alias}, Since: day(1)},
		}
		n := NamesUntil(day(15), NameSet{Handle: Me, Names: []string{"Sam Rivera"}}, people)
		if got, _ := n.Resolve(tt.alias); got != tt.want {
			t.Errorf("%s, once that of thomas, is %q, want %q", tt.alias, got, tt.want)
		}
	}
}
