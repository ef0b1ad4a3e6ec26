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
		{"Speak at a conference", "the conference room was double-booked", false},
		{"Speak At Conferences", "the conferences room was double-booked", false},
		{"Speak at a conference", "she will be speaking at the conference in May", true},
		{"Speak at a conference", "conference: the slot is confirmed", true},
		{"Clean up all tests", "ran 300 tests in the lab", false},
		{"Clean up all tests", "tests: half of them are gone", true},
		{"Improve the team", "The team is tired", false},
		{"Learn Kafka", "set up kafka for the shops", true},
		{"Mentoring", "Bob paired with her on mentoring", true},
		{"Speak", "we speak too seldom", false},
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
	if speak, talk := lookup.SubjectOf("speak"), lookup.SubjectOf("Speak at a conference"); !speak.Meets(talk) || len(lookup.IndexOf([]string{"speak"}).Meeting(talk)) != 1 {
		t.Error("a wish that is a verb alone is part of the goal that begins with it")
	}
}
