// Package health looks a folder and its repositories over: what keeps notes from
// being recorded, what others could read or be sent, what a killed run, an editor
// or another program left behind. Each [Finding] says what it is and what to type;
// those that are Safe, [Doctor.Fix] mends.
package health
