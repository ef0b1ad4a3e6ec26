// Package draft is where templates and notes meet: it makes the text of new
// entries, chooses the questions to ask somebody, and checks that what a
// template holds is found again in the notes made of it.
package draft
