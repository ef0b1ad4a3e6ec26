package remote

import (
	"context"
	"strings"
)

// unmoved is the newest commit of a remote on this machine whose branch stands
// where the last fetch found it: what a file tells need not be asked of two gits.
// ok is false wherever git may know better.
func (m *Remote) unmoved(ctx context.Context) (tip string, ok bool) {
	dir, local := LocalPath(m.URL)
	if !local || len(m.all["remote."+m.Name+".url"]) != 1 || m.Setting("remote."+m.Name+".uploadpack") != "" {
		return "", false
	}
	for k := range m.all {
		if strings.HasPrefix(k, "url.") { // it may lead elsewhere
			return "", false
		}
	}
	there, ok := m.repo.RefIn(directory(dir, m.repo.Root), m.Theirs)
	here, err := m.repo.RefAt(ctx, m.Tracking)
	return here, ok && err == nil && there == here
}
