// Package cli is what the commands share: the session and its folder, plan and
// change, prompts, completion, exit codes, and what is said to a person. It
// knows no command.
package cli
