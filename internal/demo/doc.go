// Package demo makes a notes folder to look around in: half a year of five
// invented people, up to the day it is made, with the history that goes with it.
// And it takes the folder away again.
//
//	demo.go    where the demo is made, and with which commits
//	story.go   half a year told from its notes, up to today
//	remove.go  whether a folder is an untouched demo, and may be removed
package demo
