// Package reading has the commands that read notes: somebody's running doc, what
// a meeting is about, how things stand with everybody, what a year adds up to,
// and what may be a mistake. It writes nothing.
package reading
