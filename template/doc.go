// Package template holds what the program knows about running a meeting: the
// templates entries start from, the bank of questions, the text of an
// invitation and the page on the practice.
//
// A template is Markdown with a few places to fill in. The language is a small
// part of Go's text/template: {{.Name}} prints data, {{if}}, {{with}} and
// {{range}} choose and repeat, and the functions are and, or, not, eq, ne, lt,
// le, gt, ge, len and yaml. There is nothing to reach a file, the environment
// or a process with. A template is checked as a whole before it is filled in:
// data that does not exist, a loop inside a loop, deep nesting or a template
// that calls another is an error with file and line, in every branch, even in
// those the present data would not reach.
//
// What comes out of notes (follow-ups, topics, goals) is data: it is put in
// after the template has run, byte for byte, and never read as a template.
//
// The engine takes care of blank lines, so that a template can be laid out for
// the eye: several in a row become one, and a section left out by an {{if}}
// leaves no gap.
//
// A template's first comment describes it:
//
//	{{/* An ordinary week with someone who reports to you.
//	     roles: report */}}
//
// The first paragraph is its purpose, as template list shows it; roles: names
// the roles it is for.
//
// A question file is YAML: a list of questions, or a mapping with what applies to
// all of them beside the list. Only text is required; a question may be nothing
// but its text, and its topic is then the file's name.
//
//	topic: growth
//	roles: [report, peer]
//	questions:
//	  - What did you learn this month?
//	  - text: Who could teach you that?
//	    follow_up: When will you ask them?
//	    source: our guild
//
// [Bank.Choose] picks those for a meeting: of those that fit, the ones not
// asked for longest.
//
// A topic with sequence: true is asked in order, one with on_request: true only
// when it is named. The keys roles, fields, phases, unless, tenure, met, needs,
// sour and sensitive say when a question fits: see Moment and notes/FORMAT.md.
//
//	set.go               which templates there are: built in, the folder's own, series and their next part
//	pick_template.go     which template an entry starts from: first 60 days, taking over, back from leave, role
//	execute.go           a template filled in; blank lines; what notes say is never read as a template
//	check.go             what a template must not do, and how large it may be
//	data.go              the names a template can use
//	slot.go              how long and how often, as people say it
//	cursor.go            on which line writing starts
//	page.go              top page of somebody new, invitation, practice; what a template itself asks
//	question.go          what a question says: keys, roles, what it is for
//	question_fits.go     whether a question fits: role, field, phase, tenure, sensitive, sour
//	question_order.go    in which order questions come: what rests, what clashes, reorganisations now and then
//	choose_questions.go  how many questions of which are chosen for a meeting
//	asked.go             whether a note asks a question, in its own words or others
//	find_questions.go    which questions of the bank stand in a text, in its own words or others
//	about_asker.go       questions about whoever asks
//	words.go             what the words of a question have in common
//	bank.go              the bank: built-in questions and the folder's; found by topic and words
//	bank_file.go         question files: their keys, and what is wrong with them
//	bank_add.go          a question added to a file
//	builtin.go           the built-in questions, read quickly
//	errors.go            faults with file and line; names that nothing has
package template
