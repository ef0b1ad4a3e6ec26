// Package draft is where templates and notes meet: it makes the text of new
// entries, chooses the questions to ask somebody, and checks that what goes into
// a template can be read back from the notes it makes.
//
//	draft.go         the text of a new entry: template, promises, topics that find no place in it
//	questions.go     which questions are offered on a day, and what counts as asked before
//	asks.go          what prep asks: to think through, about status talk, the working agreement; how often
//	coverage.go      areas nothing was noted on, and which questions lean towards them; every how many meetings
//	phases.go        first weeks, reviews, reorganisations, holidays, leave: from which day to which
//	competencies.go  which competencies somebody's role asks for
//	person.go        the top page of somebody new; which handles are refused
//	shared.go        a new entry in a shared doc: comments for one of the two are left out and said instead
//	check.go         template check: the sample a template is tried with, and what must come back
package draft
