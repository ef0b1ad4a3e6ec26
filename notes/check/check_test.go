package check

import (
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
)

// TestCheckStarted finds a first day to come that entries contradict.
func TestCheckStarted(t *testing.T) {
	for started, want := range map[string]int{"2026-12-07": 1, "2026-11-02": 0} {
		f, err := notes.OpenFolder(fstest.MapFS{
			"oneonone.yaml":              {Data: []byte("format: 1\n")},
			"people/eve/README.md":       {Data: []byte("---\nname: Eve\nstarted: " + started + "\n---\n")},
			"people/eve/2025-11-25.md":   {Data: []byte("# met\n")},
			"people/carla/README.md":     {Data: []byte("---\nname: Carla\nstarted: 2026-12-07\n---\n")},
			"people/carla/2026-12-08.md": {Data: []byte("# planned\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, x := range Folder(f, nil, when.New(2026, 11, 20)).Findings {
			if x.Path == "people/eve/README.md" && x.Line == 3 {
				found++
			} else if x.Path == "people/carla/README.md" {
				t.Errorf("%+v", x)
			}
		}
		if found != want {
			t.Errorf("started %s: %d findings, want %d", started, found, want)
		}
	}
}
