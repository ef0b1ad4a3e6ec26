// Package draft is where templates and notes meet: it makes the text of new
// entries, chooses the questions to ask somebody, and checks that what goes into
// a template can be read back from the notes it makes.
package draft
