package remote

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"sync"
	"time"
)

// silence is how long a remote may be silent before it is taken for gone. git
// reports its progress every second.
const silence = time.Minute

var errSilent = errors.New("no sign of life for a minute")

// transports are the protocols git may use: ext:: and the like would run what an
// address names.
const transports = "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh"

// run runs git and returns what it said.
func (m *Remote) run(ctx context.Context, o Options, args ...string) (said string, err error) {
	cmd, err := m.command(ctx, o, args...)
	if err != nil {
		return "", err
	}
	_, said, err = talk(ctx, cmd, o)
	return said, err
}

func (m *Remote) command(ctx context.Context, o Options, args ...string) (*exec.Cmd, error) {
	// What is fetched must be durable before a branch of ours names it.
	args = append([]string{"-c", "core.fsync=committed,loose-object,pack,reference", "-c", "core.fsyncMethod=fsync", "-c", "gc.auto=0", "-c", "maintenance.auto=false"}, args...)
	return m.repo.Command(ctx, environment(o), args...)
}

func environment(o Options) []string {
	env := []string{transports}
	if o.Ask {
		env = append(env, "GIT_TERMINAL_PROMPT=1")
	}
	return env
}

// talk runs a git command that talks to a remote, until it is done, the context
// ends, the limit has passed, or it has been silent for too long.
func talk(ctx context.Context, cmd *exec.Cmd, o Options) (out, said string, err error) {
	cancelled := ctx
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if o.Limit > 0 {
		defer time.AfterFunc(o.Limit, func() { cancel(errSlow) }).Stop()
	}
	quiet := time.AfterFunc(silence, func() { cancel(errSilent) })
	defer quiet.Stop()
	if o.Ask {
		quiet.Stop() // the user may be looking for a password
	}
	var stdout bytes.Buffer
	stderr := &alive{}
	if !o.Ask {
		stderr.heard = func() { quiet.Reset(silence) }
		apart(cmd)
	}
	cmd.Stdout, cmd.Stderr = &stdout, stderr
	cmd.WaitDelay = 2 * time.Second
	cmd.Cancel = func() error { end(cmd); return nil } // git then removes its locks
	if err := cmd.Start(); err != nil {
		return "", "", err
	}
	defer context.AfterFunc(ctx, func() { end(cmd) })()
	err = cmd.Wait()
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if cancelled.Err() != nil {
		err = cancelled.Err()
	}
	return stdout.String(), stderr.String(), err
}

// alive collects output, and signals that there was some.
type alive struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	heard func()
}

func (a *alive) Write(b []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.heard != nil {
		a.heard()
	}
	return a.buf.Write(b)
}

func (a *alive) String() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.buf.String()
}
