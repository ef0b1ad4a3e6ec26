// Package themes finds what several people say: obstacles that come back while
// nothing changes, questions they ask the keeper, words that are heard more often
// than they used to be.
//
// One pass over the notes gives [Line]s, each a remark with its place and its day;
// private notes are never among them. What lines have in common is told by the
// stems of their words ([Stems]): words that say nothing are left out by language,
// and so is what people are called, for a name is no theme. What belongs together
// can be said by hand in themes.md (FORMAT.md, "Themes").
//
// Lines are joined by average linkage over stems, each weighed by how few lines
// have it, less for what only two share; words for one thing count as one. What is
// heard more often is counted by note, not by line, and compared with the year
// before by log-likelihood (Dunning 1993; Rayson and Garside 2000), all over again
// without whoever says it the most: one prolific person is no theme.
// What may be told to everybody ([Heard.Plain]) are words that three people wrote
// as they stand, and that all notes of the folder show to be ordinary ones and no
// names. testdata/boiling.txt and rising.txt are people's words; tests plant them among
// noise and count what is found.
package themes
