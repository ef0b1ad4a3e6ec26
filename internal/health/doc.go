// Package health examines a folder and its repositories: what keeps notes from
// being recorded, what others could read or be sent, what a killed run, an editor
// or another program left behind. Each [Finding] says what it is and what to type;
// [Doctor.Fix] mends those that are Safe.
package health
