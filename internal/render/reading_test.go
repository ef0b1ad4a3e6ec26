package render

import (
	"bytes"
	"strings"
	"testing"
)

// Prompts are for whoever writes; what was set aside in a comment is somebody's
// words and stays.
func TestReadingLeavesOnlyPromptsOut(t *testing.T) {
	src := "# Alice\n\n<!--\nIf it goes quiet:\nWhat keeps you up?\n-->\n\n<!-- a hint -->\n\n## Topics\n- [ ] the reorg\n  <!--\n  - who moves\n  -->\n\n" +
		"## Notes\ntext <!-- inline --> goes on\n\n<!-- never closed\n\nthe end\n"
	var buf bytes.Buffer
	o := Output{W: &buf, TTY: true, Width: 80}
	if err := Reading(o, []byte(src)); err != nil {
		t.Fatal(err)
	}
	got := buf.String()
	for _, gone := range []string{"goes quiet", "What keeps you up", "a hint"} {
		if strings.Contains(got, gone) {
			t.Errorf("the prompt is shown: %q in\n%s", gone, got)
		}
	}
	for _, kept := range []string{"the reorg", "- who moves", "goes on", "never closed", "the end"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q is not shown in\n%s", kept, got)
		}
	}
	buf.Reset()
	if err := Markdown(o, []byte(src)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(buf.String(), "goes quiet") {
		t.Errorf("Markdown leaves a comment out:\n%s", buf.String())
	}
}
