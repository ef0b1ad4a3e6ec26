// Package sharing shares a running doc with the person it is about, and ends that
// again: what they will read is shown first, and nothing from before can be read
// in what is sent.
package sharing
