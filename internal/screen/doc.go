// Package screen is what a person sees: pages such as prep, and the columns of
// listings, composed from the facts that package notes returns. It reads neither
// folder nor clock: a row carries the day it is seen on, so that its columns are
// values, named once for a terminal, a pipe, CSV, JSON and "help json". It knows
// no command and no history.
//
//	standing.go       the morning: headline, when last met, next, how late
//	prep.go           the page before a meeting: its parts, how many of each
//	meeting.go        a meeting as it was understood, after new, edit and in wrap
//	note.go           notes printed, and their text without front matter
//	entries.go        list: an entry's columns
//	actions.go        an action's columns, when it is due
//	action_groups.go  actions grouped by person, owner or due date
//	life.go           an action's life, step by step
//	verdict.go        why words are an action or not
//	owed.go           what is missing of a promise at the end of a meeting
//	debts.go          feedback and what else is owed
//	topics.go         waiting topics
//	goals.go          goals and their stories
//	arc.go            where somebody comes from and wants to go
//	agreement.go      the working agreement: after how long it is old, which points are open
//	answers.go        moods and usefulness
//	habits.go         habits, and how many are shown
//	occasions.go      birthdays and the like
//	people.go         people and their top pages
//	regularity.go     how regularly you meet, and what could be changed
//	weeks.go          the strip of weeks, half a year long
//	stats.go          a year's figures
//	record.go         the keeper's own record
//	week.go           the digest: its parts, on one screen
//	week_sent.go      the digest for others
//	themes.go         themes, obstacles and questions people ask
//	rising.go         what is heard more often, and the note for everybody
//	questions.go      questions of the bank
//	search.go         passages found, by note or as grep does
//	quotes.go         lines of a review
//	imports.go        what an import would do
//	findings.go       what check found
//	templates.go      templates, whom they are for, what they can use
//	settings.go       settings
package screen
