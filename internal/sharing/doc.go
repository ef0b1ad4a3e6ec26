// Package sharing makes a running doc one that the person it is about reads too,
// and takes that back: what they may read is shown first, and nothing of what
// was there before can be read in what is sent.
package sharing
