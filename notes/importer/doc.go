// Package importer turns documents people kept before, such as a running doc
// with a heading for each meeting, into entries: it finds the dates that begin
// entries, cuts the document there, and plans an entry for each. No line is lost,
// and doubts are reported.
//
//	importer.go     an import as a whole: which documents, for whom, what is left out or refused
//	convert.go      whether a document is HTML, an Emacs outline or Markdown
//	html.go         a page of HTML as Markdown: exports of Google Docs, Notion, Confluence
//	htmltask.go     boxes, bold and struck text in such pages
//	htmlpart.go     pages converted in parts, and what is too tangled for that
//	scan.go         which lines may begin an entry: headings, bold or plain lines, items
//	pattern.go      which of them do, in this document: the shape in which dates recur
//	adopt.go        dates of another shape that begin entries too
//	date.go         the date in a heading: order of day and month, weeks, words around it
//	near_date.go    what is nearly a date: without a year, a day that does not exist, a fraction
//	years.go        which year a date without one gets, from --year, file name or neighbours
//	running_doc.go  a document with many meetings; refused when a day or its order is not certain
//	dated_file.go   the day of a file with one meeting: its name, front matter, "Date:", title
//	split.go        where each entry begins and ends, and what comes before the first and after the last
//	section.go      only the part under one heading of each day
//	definitions.go  link targets and footnotes brought along to the entries that use them
//	place.go        which file an entry goes into; a day that has one already, imported twice
//	top_page.go     what has no date, and goes onto the top page
//	check.go        doubts about an import: dates in the future or out of order, files left behind
//	notice.go       lines that look as if they began an entry, and other things to be told
//	lost.go         no word of a document is lost
//	refused.go      what is not text, or too much: zip, Word, PDF, UTF-16, too many lines
package importer
