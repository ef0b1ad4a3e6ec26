package sealed

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
)

// format is the first line of a link's text.
const format = "oneonone sealed notes 1"

// link is the head of one file of a chain, before its bundle.
type link struct {
	// Chain is the secret of the chain, in every link: whoever has it could read one.
	Chain  string
	Number int
	After  string // the hash of the file before it, "" for the first
	Tip    string // the commit it leads to, "" for none yet
	// To are the recipients; the next link is for the same ones.
	To []string

	sum string // the hash of its own file
}

// first begins a chain.
func first(to []string) *link { return &link{Chain: rand.Text(), Number: 1, To: to} }

// next is the link after this one.
func (l *link) next(tip string) *link {
	return &link{Chain: l.Chain, Number: l.Number + 1, After: l.sum, Tip: tip, To: l.To}
}

func (l *link) number() int {
	if l == nil {
		return 0
	}
	return l.Number
}

func (l *link) tip() string {
	if l == nil {
		return ""
	}
	return l.Tip
}

// name is the name of the link's file.
func (l *link) name() string { return linkName(l.Number) }

func linkName(n int) string { return fmt.Sprintf("%04d.age", n) }

// follows returns an error unless the link was made to follow before, which is
// nil for the beginning of a chain.
func (l *link) follows(before *link) error {
	switch {
	case before == nil && l.After == "", before != nil && l.Chain == before.Chain && l.After == before.sum:
		return nil
	case before == nil || l.Chain != before.Chain:
		return errors.New(l.name() + " belongs to another chain")
	}
	return errors.New(l.name() + " does not follow the " + before.name() + " that is there: one of the two was swapped, or two laptops wrote at once in a synchronised folder")
}

// text is the link as written before its bundle.
func (l *link) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nchain %s\nnumber %d\nafter %s\ntip %s\n", format, l.Chain, l.Number, orDash(l.After), orDash(l.Tip))
	for _, to := range l.To {
		fmt.Fprintf(&b, "to %s\n", to)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// parseLink reads the head before a bundle, and returns the bundle.
func parseLink(b []byte) (*link, []byte, error) {
	l := &link{}
	head, bundle, ok := bytes.Cut(b, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || lines[0] != format {
		return nil, nil, errors.New("not a link of a chain that this version of oneonone can read")
	}
	for _, line := range lines[1:] {
		key, value, _ := strings.Cut(line, " ")
		if value == "-" {
			value = ""
		}
		switch key {
		case "chain":
			l.Chain = value
		case "number":
			l.Number, _ = strconv.Atoi(value)
		case "after":
			l.After = value
		case "tip":
			l.Tip = value
		case "to":
			l.To = append(l.To, value)
		}
	}
	if l.Chain == "" || l.Number < 1 || len(l.To) == 0 || l.Tip != "" && !isCommit(l.Tip) {
		return nil, nil, errors.New("a link whose first lines are incomplete")
	}
	return l, bundle, nil
}

// isCommit reports whether a text is a commit's ID and nothing else.
func isCommit(s string) bool {
	return len(s) == 40 && strings.Trim(s, "0123456789abcdef") == ""
}

// seal encrypts the link and its bundle for the recipients.
func (l *link) seal(bundle []byte) ([]byte, error) {
	var to []age.Recipient
	for _, s := range l.To {
		r, err := age.ParseX25519Recipient(s)
		if err != nil {
			return nil, fmt.Errorf("sealing: %w", err)
		}
		to = append(to, r)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	w.Write(l.text())
	w.Write(bundle)
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return out.Bytes(), nil
}

// errNoKey says that a link is sealed for other keys.
var errNoKey = errors.New("no key opens it")

// damagedError is a file that does not have the bytes that were written.
type damagedError struct {
	name string
	err  error
}

func (e *damagedError) Error() string {
	return e.name + " is damaged, or only half of it was written: " + e.err.Error()
}

// open decrypts the nth link of a chain, and returns its pack.
func open(sealed []byte, n int, ids identities) (*link, []byte, error) {
	damaged := func(err error) (*link, []byte, error) { return nil, nil, &damagedError{linkName(n), err} }
	r, err := age.Decrypt(bytes.NewReader(sealed), ids...)
	var noKey *age.NoIdentityMatchError
	if errors.As(err, &noKey) {
		return nil, nil, errNoKey
	}
	if err != nil {
		return damaged(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return damaged(err)
	}
	l, bundle, err := parseLink(b)
	if err != nil {
		return damaged(err)
	}
	if l.Number != n {
		return damaged(fmt.Errorf("it is the link %d of its chain, under another's name", l.Number))
	}
	l.sum = sumOf(sealed)
	pack, err := packIn(bundle)
	if err != nil {
		return damaged(err)
	}
	return l, pack, nil
}
