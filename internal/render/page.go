package render

import (
	"bytes"
	"context"
	"io"
	"os/exec"
)

// Pager is a program that shows long output, as the user chose it.
type Pager struct {
	Args    []string // the program and its arguments; none for no pager
	Env     []string // the whole environment it gets, as "NAME=value"
	Stderr  io.Writer
	OnError func(error) // told when it cannot be started; the output is written without it
}

// Page has write make the output and shows it through the pager when it is
// longer than the screen; elsewhere, and without a pager, write writes to o
// itself. A user who leaves the pager early is no error.
func (o Output) Page(ctx context.Context, p Pager, write func(Output) error) error {
	if !o.TTY || len(p.Args) == 0 {
		return write(o)
	}
	var buf bytes.Buffer
	collected := o
	collected.W = &buf
	if err := write(collected); err != nil {
		o.W.Write(buf.Bytes()) // what there is still helps
		return err
	}
	if bytes.Count(buf.Bytes(), []byte("\n")) < o.Height {
		_, err := o.W.Write(buf.Bytes())
		return err
	}
	return o.through(ctx, p, buf.Bytes())
}

func (o Output) through(ctx context.Context, p Pager, text []byte) error {
	cmd := exec.CommandContext(ctx, p.Args[0], p.Args[1:]...)
	cmd.Cancel = func() error { return nil } // an interrupt is the pager's to handle
	cmd.Env = p.Env
	cmd.Stdout, cmd.Stderr = o.W, p.Stderr
	cmd.Stdin = bytes.NewReader(text)
	if err := cmd.Start(); err != nil {
		if p.OnError != nil {
			p.OnError(err)
		}
		_, err := o.W.Write(text)
		return err
	}
	cmd.Wait() // how the user left the pager says nothing about the output
	return nil
}
