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
// [Bank.Choose] picks those for a meeting (choose_questions.go): of those that fit,
// the ones not asked for longest, in the order of question_order.go.
//
// A topic with sequence: true is asked in order, one with on_request: true only
// when it is named. The keys roles, fields, phases, unless, tenure, met, needs,
// sour and sensitive say when a question fits: see Moment and notes/FORMAT.md.
package template
