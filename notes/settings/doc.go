// Package settings reads and changes oneonone.yaml, the file that marks a notes
// folder: who "me" is, and what holds for everybody (FORMAT.md).
package settings
