// Package pages draws pages for a browser or for paper: one file each, without
// scripts, and with nothing to fetch. Drawings carry their facts as text too.
//
//	page.go        a page as a whole: its style, and that it fetches and runs nothing
//	text.go        Markdown on a page: without comments, HTML shown as written
//	text_html.go   boxes, links, pictures: which become links, which are shown
//	text_tree.go   ids of lines, web addresses as links, what is left out
//	table_html.go  tables and struck text
//	facts.go       goals, promises and weeks in words
//	strip.go       weeks drawn, quarter by quarter
//	draw.go        marks, time lines, bars
//	load.go        minutes of meetings a week
package pages
