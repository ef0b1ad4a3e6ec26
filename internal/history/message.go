package history

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Commits of one command, which may lie in several repositories, carry the same
// id in a trailer; a commit that undoes or redoes a command carries that id under
// another name. It is an id and not the commit's hash, so that it survives a
// rebase or an amended message.
const (
	trailerCommand = "Oneonone: "
	trailerUndoes  = "Oneonone-Undoes: "
	trailerRedoes  = "Oneonone-Redoes: "
	trailerEdits   = "Oneonone-Edits: "
	trailerRenamed = "Oneonone-Renamed: "
	trailerErased  = "Oneonone-Erased: "
	trailerInbox   = "Oneonone-Inbox: "
)

// trailer is what a commit's trailers say; all empty for a commit that was made
// without this program.
type trailer struct {
	id, undoes, redoes, renamed string
	inbox                       string // the line that was taken out of the inbox
	erased                      bool   // the history before it was rewritten to erase something
}

// commandID is made from what distinguishes a commit: its time, message, content
// and place in history. It begins with the time, because git keeps only seconds,
// and two commands in the same second may be in two repositories.
func commandID(now time.Time, msg Message, tree, parent string) string {
	s := sha256.Sum256([]byte(msg.Subject + "\x00" + tree + parent))
	return fmt.Sprintf("%x-%s", now.UnixNano(), hex.EncodeToString(s[:6]))
}

// moment is when a commit was made, as precisely as is known.
func (c Commit) moment() time.Time {
	at, _, timed := strings.Cut(c.trailer.id, "-")
	if ns, err := strconv.ParseInt(at, 16, 64); timed && err == nil {
		return time.Unix(0, ns)
	}
	return c.Time
}

// Ours reports whether a command of this program made the commit, and not only
// recorded what was edited.
func (c Commit) Ours() bool { return c.trailer.id != "" }

// about is the message for the files that one repository keeps.
func (m Message) about(paths []string) Message {
	if m.About != nil {
		m.Subject, m.Body = m.About(paths)
	}
	if !concernsRename(m.renamed, paths) {
		m.renamed = ""
	}
	if !slices.Contains(paths, m.Inbox.Into) {
		m.Inbox.Line = ""
	}
	return m
}

// format is the text of the commit message.
func (m Message) format(id string) string {
	clean := func(s string) string {
		return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", ""))
	}
	subject := strings.Join(strings.Fields(clean(m.Subject)), " ")
	if subject == "" {
		subject = "Save notes"
	}
	s := subject + "\n\n"
	if body := clean(m.Body); body != "" {
		s += body + "\n\n"
	}
	if m.Edits {
		return s + trailerEdits + id + "\n"
	}
	s += trailerCommand + id + "\n"
	if m.renamed != "" {
		s += trailerRenamed + m.renamed + "\n"
	}
	if m.Inbox.Line != "" {
		s += trailerInbox + strconv.Quote(m.Inbox.Line) + "\n"
	}
	if m.undoes != "" {
		s += trailerUndoes + m.undoes + "\n"
	}
	if m.redoes != "" {
		s += trailerRedoes + m.redoes + "\n"
	}
	return s
}

// parseMessage splits a commit's message into subject, body and trailers.
func parseMessage(text string) *Commit {
	c := &Commit{}
	subject, body, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	c.Subject = strings.TrimSpace(subject)
	lines := strings.Split(strings.TrimSpace(body), "\n")
	kept := lines[:0]
	for _, l := range lines {
		switch {
		case strings.HasPrefix(l, trailerCommand):
			c.trailer.id = strings.TrimPrefix(l, trailerCommand)
		case strings.HasPrefix(l, trailerEdits):
		case strings.HasPrefix(l, trailerErased):
			c.trailer.erased = true
		case strings.HasPrefix(l, trailerInbox):
			c.trailer.inbox, _ = strconv.Unquote(strings.TrimPrefix(l, trailerInbox)) // what is not quoted is not ours
		case strings.HasPrefix(l, trailerRenamed):
			c.trailer.renamed = strings.TrimPrefix(l, trailerRenamed)
		case strings.HasPrefix(l, trailerUndoes):
			c.trailer.undoes = strings.TrimPrefix(l, trailerUndoes)
		case strings.HasPrefix(l, trailerRedoes):
			c.trailer.redoes = strings.TrimPrefix(l, trailerRedoes)
		default:
			kept = append(kept, l)
		}
	}
	c.Body = strings.TrimSpace(strings.Join(kept, "\n"))
	return c
}

// RenamedBy reads from a commit's message which handle it renamed, and to what; "" if none.
func RenamedBy(message string) (from, to string) {
	if !strings.Contains(message, trailerRenamed) {
		return "", ""
	}
	if f := strings.Fields(parseMessage(message).trailer.renamed); len(f) == 2 {
		return f[0], f[1]
	}
	return "", ""
}

// NeutralMessage is the message for a commit that also changed notes since
// erased. The trailer that tells commands apart stays.
func NeutralMessage(message string, merge bool) string {
	said := "Change notes\n"
	if merge {
		said = "Merge notes\n"
	}
	sep := "\n"
	for line := range strings.Lines(message) {
		for _, key := range []string{trailerCommand, trailerEdits, trailerUndoes, trailerRedoes, trailerErased} {
			if strings.HasPrefix(line, key) {
				said += sep + strings.TrimSpace(line) + "\n"
				sep = ""
			}
		}
	}
	return said
}

// ErasedMessage is the message of the commit that follows rewritten ones.
func ErasedMessage(now time.Time, after string) string {
	msg := Message{Subject: "Erase notes"}
	return msg.format(commandID(now, msg, "", after)) + trailerErased + "yes\n"
}
