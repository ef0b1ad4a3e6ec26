package render

import (
	"bytes"
	"context"
	"os/exec"
)

// Page writes text to o, on a terminal through the pager when the text is
// longer than the screen, if its size is known. args are the pager and its arguments, none
// for no pager; env is its whole environment. If the pager cannot be started, the text is
// written without it; leaving it early is not an error.
func Page(ctx context.Context, o Output, args, env []string, text []byte) error {
	if !o.TTY || o.Height == 0 || len(args) == 0 || bytes.Count(text, []byte("\n")) < o.Height {
		_, err := o.W.Write(text)
		return err
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Cancel = func() error { return nil } // an interrupt is the pager's to handle
	cmd.Env = env
	cmd.Stdin, cmd.Stdout = bytes.NewReader(text), o.W
	if err := cmd.Start(); err != nil {
		_, err := o.W.Write(text)
		return err
	}
	cmd.Wait() // how the user left the pager says nothing about the output
	return nil
}
