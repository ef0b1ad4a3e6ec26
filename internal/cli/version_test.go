package cli

import "testing"

// What was built from what is known to a release and to a source archive
// without git.
func TestThisBuild(t *testing.T) {
	const id = "8f816bc3cc48a5b1b5b1f2d7c3a4d5e6f7a8b9c0"
	tests := []struct {
		name                       string
		release, commit, committed string
		archived                   string
		want                       Build
	}{
		{"release", "1.2.0", id, "2026-11-22T23:30:00-02:00", "$Format:%H$", Build{Version: "1.2.0", Commit: id, Day: "2026-11-23"}},
		{"archive", "", "", "", id + " 2026-11-22T05:00:00Z \n", Build{Version: "from source", Commit: id, Day: "2026-11-22"}},
		{"archive of a release", "", "", "", id + " 2026-11-22T05:00:00Z v1.2.0\n", Build{Version: "v1.2.0", Commit: id, Day: "2026-11-22"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, c, d, a := release, commit, committed, archived
			defer func() { release, commit, committed, archived = r, c, d, a }()
			release, commit, committed, archived = tt.release, tt.commit, tt.committed, tt.archived
			if got := ThisBuild(); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
