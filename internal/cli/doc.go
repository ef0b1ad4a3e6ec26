// Package cli is what the commands share: the session and its folder, plan and
// change, prompts, completion, exit codes, and what is said to a person. It
// knows no command.
//
//	env.go             what of the world outside a command may touch; the variables that are read
//	session.go         one run: flags every command has, paths as typed, people named, warnings
//	folder.go          a folder opened, to read or to ask git alone; settings that cannot be read
//	anywhere.go        commands that work without a folder
//	new_folder.go      a folder made, and its first files
//	asof.go            notes as they were on a day
//	settled.go         notes read as if the last merge were settled
//	change.go          plan, save, record; outside edits first; tried again when somebody was quicker
//	commit_message.go  what a commit says, and to which repository
//	readers.go         who is said to read what was written: "Alice can read this"
//	author.go          who commits are by; who the owner is, asked once
//	editing.go         a note opened in an editor, and a warning when one has unsaved changes
//	apart.go           pages and files written beside the notes, never where somebody else reads
//	entries.go         which entry is meant: of a day, the newest, the one to add to, and when that is too old
//	dates.go           days, periods and due dates as arguments
//	moment.go          a moment as an argument: a day, a time, a commit
//	owners.go          an owner as an argument
//	args.go            how many arguments, which flags together; roles; "-1" and "- [ ]" as text
//	complete.go        what the shell offers for people, days, actions, topics, goals, templates
//	prompt.go          questions to the user: yes or no, a line, a secret
//	pick.go            numbers and topics picked
//	hold.go            what an interrupt must not cut short
//	exit.go            exit codes; errors and hints as they are printed
//	listing.go         --json, --csv and tables
//	printer.go         a page of several parts
//	pager.go           what goes through the pager
//	wrapped.go         how wide paragraphs are wrapped; lines cut
//	words.go           days, owners, cadences as words: "3 days ago", "you", "Wed 14:00"
//	cells.go           styled text, short hashes
//	gitconfig.go       single settings of git; programs that a folder must not choose
//	umask_unix.go      modes of what git writes
//	version.go         which version this is
//	zone.go            the system's time zone
package cli
