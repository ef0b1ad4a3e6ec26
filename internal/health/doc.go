// Package health examines a folder and its repositories: what keeps notes from
// being recorded, what others could read or be sent, what a killed run, an editor
// or another program left behind. Each [Finding] says what it is and what to type;
// [Doctor.Fix] mends those that are Safe.
//
//	health.go       what is examined, in which order; old locks
//	finding.go      the kinds of findings
//	doctor.go       what is shown, mended, and left
//	fix.go          what can be mended safely
//	notes.go        conflict marks, leftovers beside notes, copies made by sync programs
//	modes.go        what others on this machine may read
//	privacy.go      private notes that could be pushed; the inbox; private notes about nobody
//	editorfiles.go  editors' leftovers that git would record
//	driver.go       repositories where git would merge notes line by line
package health
