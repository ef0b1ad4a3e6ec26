// Package jotting reads a line jotted down: its box, its day, its words.
//
//	jotting.go     box, day and words of a line; how it is written into a note
//	meeting.go     which lines were written down at a meeting
//	paragraphs.go  paragraphs and items, each on one line
package jotting
