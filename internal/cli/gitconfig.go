package cli

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
)

// gitConfig asks git for one setting; "" when it is not set or there is no
// git. The monitor that a configuration could start is kept from running.
func (s *Session) gitConfig(ctx context.Context, dir, key string) string {
	git, err := exec.LookPath("git")
	if err != nil {
		return ""
	}
	var out bytes.Buffer
	c := exec.CommandContext(ctx, git, "-C", dir, "-c", "core.fsmonitor=false", "config", "--get", key)
	c.Env = s.Env.Environ
	c.Stdout = &out
	if c.Run() != nil {
		return ""
	}
	return strings.TrimSpace(out.String())
}
