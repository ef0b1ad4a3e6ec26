package remote

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/gitstore"
)

// Apart counts the commits that only a has, and those that only b has.
func Apart(ctx context.Context, r *gitstore.Repo, a, b string) (ahead, behind int, err error) {
	if a == b {
		return 0, 0, nil
	}
	span := a + "..." + b
	if a == "" || b == "" {
		span = a + b
	}
	out, err := r.Read(ctx, "rev-list", "--left-right", "--count", span, "--")
	if err != nil {
		return 0, 0, err
	}
	if _, err := fmt.Sscan(string(out), &ahead, &behind); err != nil {
		return 0, 0, fmt.Errorf("counting commits: %w", err)
	}
	if a == "" || b == "" { // a single name counts on the right
		ahead, behind = 0, ahead+behind
	}
	if b == "" {
		ahead, behind = behind, 0
	}
	return ahead, behind, nil
}

// Others returns the authors of the commits that b has and a lacks, except for
// the user.
func Others(ctx context.Context, r *gitstore.Repo, a, b string) ([]string, error) {
	span := a + ".." + b
	if a == "" {
		span = b
	}
	out, err := r.Read(ctx, "log", "--format=%an <%ae>", span, "--")
	if err != nil {
		return nil, err
	}
	name, email, _ := r.Author(ctx) // without an identity, everybody is somebody else
	var names []string
	for line := range strings.Lines(string(out)) {
		n, e := ident(line)
		if e != email && n != name && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names, nil
}

// ident reads "Name <mail> …".
func ident(s string) (name, email string) {
	name, rest, _ := strings.Cut(strings.TrimSpace(s), " <")
	email, _, _ = strings.Cut(rest, ">")
	return name, email
}

// settings returns a repository's settings: all of them, and those in the
// repository's own files, which may come from an archive or a USB stick.
func settings(ctx context.Context, r *gitstore.Repo) (all, own gitstore.Config, err error) {
	cmd, err := r.Command(ctx, nil, "config", "--list", "-z", "--show-scope")
	if err != nil {
		return nil, nil, err
	}
	out, err := cmd.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("reading the settings of %s: %w", r.Name, err)
	}
	all, own = gitstore.Config{}, gitstore.Config{}
	f := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	for ; len(f) > 1; f = f[2:] {
		k, v, _ := strings.Cut(f[1], "\n")
		all[k] = append(all[k], v)
		if f[0] == "local" || f[0] == "worktree" {
			own[k] = append(own[k], v)
		}
	}
	return all, own, nil
}

// Set writes settings to the repository's own file.
func Set(ctx context.Context, r *gitstore.Repo, values map[string]string) error {
	for _, k := range slices.Sorted(maps.Keys(values)) {
		cmd, err := r.Command(ctx, nil, "config", "--local", k, values[k])
		if err != nil {
			return err
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("setting %s of %s: %w: %s", k, r.Name, err, strings.TrimSpace(string(out)))
		}
	}
	return nil
}
