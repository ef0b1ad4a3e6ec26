package render

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh to stand in for a pager")
	}
	long := strings.Repeat("line\n", 100_000)
	paged := []string{"sh", "-c", `echo "paged $MARK"; cat`}
	for _, c := range []struct {
		name, text string
		tty        bool
		args       []string
		want       string
	}{
		{"long", long, true, paged, "paged yes\n" + long},
		{"short", "a\nb\n", true, paged, "a\nb\n"},
		{"pipe", long, false, paged, long},
		{"none", long, true, nil, long},
		{"missing", long, true, []string{"no-such-pager-here"}, long},
		{"left early", long, true, []string{"sh", "-c", "exit 1"}, ""},
	} {
		var out bytes.Buffer
		failed := 0
		o := Output{W: &out, TTY: c.tty, Height: 10}
		p := Pager{Args: c.args, Env: []string{"MARK=yes", "PATH=/usr/bin:/bin"}, OnError: func(error) { failed++ }}
		err := o.Page(context.Background(), p, func(o Output) error {
			_, err := io.WriteString(o.W, c.text)
			return err
		})
		if err != nil || out.String() != c.want {
			t.Errorf("%s: %v, %d bytes, want %d", c.name, err, out.Len(), len(c.want))
		}
		if (failed > 0) != (c.name == "missing") {
			t.Errorf("%s: OnError was called %d times", c.name, failed)
		}
	}
}

func TestPagePassesAnErrorOn(t *testing.T) {
	var out bytes.Buffer
	o := Output{W: &out, TTY: true, Height: 10}
	err := o.Page(context.Background(), Pager{Args: []string{"cat"}}, func(o Output) error {
		io.WriteString(o.W, "begun")
		return errFull
	})
	if !errors.Is(err, errFull) || out.String() != "begun" {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
