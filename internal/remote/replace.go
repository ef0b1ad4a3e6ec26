package remote

import (
	"context"
	"errors"
	"strings"
)

// Refs asks the remote for its branches and tags.
func (m *Remote) Refs(ctx context.Context, o Options) (map[string]string, error) {
	if err := m.safe(); err != nil {
		return nil, err
	}
	cmd, err := m.command(ctx, o, "ls-remote", "--heads", "--tags", "--refs", "--", m.Name)
	if err != nil {
		return nil, err
	}
	out, said, err := talk(ctx, cmd, o)
	if err != nil {
		return nil, m.failed(said, err)
	}
	refs := map[string]string{}
	for line := range strings.Lines(out) {
		if id, ref, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			refs[ref] = id
		}
	}
	return refs, nil
}

// Look fetches the remote's branch, whatever its history, into the ref as.
func (m *Remote) Look(ctx context.Context, o Options, as string) (tip string, err error) {
	if err := m.safe(); err != nil {
		return "", err
	}
	said, err := m.fetch(ctx, o, "+"+m.Theirs+":"+as)
	m.repo.Close()
	if err != nil {
		return "", m.failed(said, err)
	}
	return m.repo.RefAt(ctx, as)
}

// Replace moves the remote's branch from was, where it is known to be, to a
// commit; ErrQuicker if it has moved meanwhile.
func (m *Remote) Replace(ctx context.Context, o Options, was, commit string) error {
	if err := m.safe(); err != nil {
		return err
	}
	args := []string{"push", "--progress", "--no-signed", "--recurse-submodules=no", "--force-with-lease=" + m.Theirs + ":" + was}
	if o.Vouched {
		args = append(args, "--no-verify")
	}
	said, err := m.run(ctx, o, append(args, "--", m.Name, commit+":"+m.Theirs)...)
	switch {
	case err == nil:
		return nil
	case rejected(said):
		return ErrQuicker
	}
	err = m.failed(said, err)
	var refused *Error
	if errors.As(err, &refused) {
		refused.Next = "let its history be replaced there (receive.denyNonFastForwards, a protected branch), or delete that repository and make a new one; then: oneonone sync"
	}
	return err
}
