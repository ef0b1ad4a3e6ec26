// Package themes finds what several people say: recurring obstacles while nothing
// changes, questions they ask the keeper, words that are heard more often than
// they used to be.
//
// One pass over the notes gives [Line]s, each a remark with its place and its day;
// private notes are never among them. What lines have in common is found by the
// stems of their words ([Stems]): words that say nothing are left out by language,
// and so are people's names, since a name is not a theme. What belongs together
// can also be said by hand in themes.md (FORMAT.md, "Themes").
//
// Lines are joined by average linkage over stems, each weighted by how few lines have
// it, less if only two share it; words for one thing count as one. What is heard more
// often is counted by note, not by line, and compared with the year before by
// log-likelihood (Dunning 1993; Rayson and Garside 2000), and then again without the
// person who says it most: one prolific person is not a theme. What may be told to
// everybody ([Heard.Plain]) is words that three people wrote in the same form, and that
// the folder's notes show to be ordinary words and not names. testdata/boiling.txt and
// rising.txt are people's words; tests plant them among noise and count what is found.
//
//	lines.go      which lines count: of which kinds, days, people and notes
//	stems.go      which words say something, in which language; what their forms have in common
//	things.go     words that stand for one thing
//	group.go      how alike lines must be to belong together
//	theme.go      lines sorted into themes, by hand and by words; what a theme is called
//	kept.go       themes.md: joining, splitting, and which lines its themes have
//	obstacles.go  recurring complaints: how pressing, who owns them, whether they move
//	questions.go  what people ask, whether it was answered, and who else asked
//	answer.go     an answer written under each line of a question
//	rising.go     what is heard more often than before: how surely, in how many notes, weeks
//	ordinary.go   which words are names, and so never told to others
//	plain.go      what may be told to others: words of three people
package themes
