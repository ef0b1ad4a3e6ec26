package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"

	"oneonone/internal/editor"
	"oneonone/internal/render"
)

// Paged writes a long result: through the pager on a terminal when it does
// not fit, straight out otherwise.
func (s *Session) Paged(ctx context.Context, write func(out render.Output) error) error {
	out := s.Output()
	if !out.TTY {
		buffered := bufio.NewWriterSize(out.W, 64<<10)
		out.W = buffered
		err := write(out)
		return cmp.Or(err, buffered.Flush()) // Flush repeats the error of an earlier write
	}
	var buf bytes.Buffer
	whole := out
	whole.W = &buf
	if err := write(whole); err != nil {
		return err
	}
	if !s.Interactive() {
		_, err := out.W.Write(buf.Bytes())
		return err
	}
	pager, err := editor.ResolvePager(s.Env.Getenv, func() string { return s.gitProgram(ctx, "core.pager") })
	if err != nil {
		return err
	}
	s.Unbroken.Lock()
	defer s.Unbroken.Unlock()
	return render.Page(ctx, out, pager.Args, append(s.Env.Environ, pager.Env...), buf.Bytes())
}
