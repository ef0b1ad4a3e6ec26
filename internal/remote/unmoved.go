package remote

import (
	"context"
	"strings"
)

// unmoved is the newest commit of a remote on this machine whose branch is still
// where the last fetch found it: reading a file saves running two gits. ok is
// false wherever git may know better.
func (m *Remote) unmoved(ctx context.Context) (tip string, ok bool) {
	dir, local := LocalPath(m.URL)
	if !local || len(m.all["remote."+m.Name+".url"]) != 1 || m.Setting("remote."+m.Name+".uploadpack") != "" {
		return "", false
	}
	for k := range m.all {
		if strings.HasPrefix(k, "url.") { // it may rewrite the address
			return "", false
		}
	}
	there, ok := m.repo.RefIn(directory(dir, m.repo.Root), m.Theirs)
	here, err := m.repo.RefAt(ctx, m.Tracking)
	return here, ok && err == nil && there == here
}
