// Package themes finds what several people say: obstacles that come back while
// nothing changes, questions they ask the keeper, words that are heard more often
// than they used to be.
//
// One pass over the notes gives [Line]s, each a remark with its place and its day;
// private notes are never among them. What lines have in common is told by the
// stems of their words ([Stems]): words that say nothing are left out by language,
// and so is what people are called, for a name is no theme. What belongs together
// can be said by hand in themes.md (FORMAT.md, "Themes").
package themes
