package lookup_test

import (
	"testing"

	"oneonone/internal/lookup"
)

func TestSubjects(t *testing.T) {
	for _, c := range []struct {
		subject, text string
		in            bool
	}{
		{"Lead the payments migration", "the payment migration is half done", true},
		{"Lead the payments migration", "payments migration: cut over", true},
		{"Lead the payments migration", "Migration: cut over", true},
		{"Lead the payments migration", "the migration of birds", false},
		{"Lead the payments migration", "lead: nothing", false},
		{"Lead", "lead the team", false}, // a verb is no subject
		{"Give a talk at the guild", "her guild talk went well", true},
		{"Über den Tellerrand schauen", "UBER DEN TELLERRAND SCHAUEN", true},
		{"", "anything: at all", false},
	} {
		if got := lookup.SubjectOf(c.subject).In(c.text); got != c.in {
			t.Errorf("%q in %q: %v", c.subject, c.text, got)
		}
	}
}

func TestSubjectsMeet(t *testing.T) {
	wish, goal := lookup.SubjectOf("lead a migration"), lookup.SubjectOf("Lead the payments migration")
	if !wish.Meets(goal) || !goal.Meets(wish) || wish.Meets(lookup.SubjectOf("give talks")) || lookup.SubjectOf("").Meets(goal) {
		t.Error("one subject meets another when it is part of it")
	}
}
