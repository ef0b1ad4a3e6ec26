package template

import (
	"strings"
	"testing"
)

// The bar marks the line writing starts on; it is taken out before asking.
func TestCursorLine(t *testing.T) {
	for name, marked := range map[string]string{
		"lean":               "# A\n\n## Notes\n|\n",
		"no line left":       "# A\n\n|## Notes",
		"comment first":      "# A\n\n## Notes\n<!-- what\n\nhelps -->\n|\n",
		"special section":    "# A\n\n## Topics\n- [ ] x\n\n## What we agree\n<!-- x -->\n|\n## Notes\n\n",
		"written already":    "# A\n\n## Notes\n- x\n|\n## Later\n- y\n",
		"written to the end": "# A\n\n## Notes\n- x\n|- y\n",
		"title only":         "# A\n|\n",
		"nothing":            "|",
		"prose":              "Hello\n|there\n",
		"fenced heading":     "# A\n\n## Notes\n```\n## x\n\n```\n|\n",
		"flat headings":      "# A\n\n# Notes\n|\n",
		"sub-heading":        "# A\n\n## Work\n\n### Now\n|\n## Notes\n\n",
	} {
		want := 1 + strings.Count(marked[:strings.IndexByte(marked, '|')], "\n")
		if got := CursorLine([]byte(strings.Replace(marked, "|", "", 1))); got != want {
			t.Errorf("%s: line %d, want %d", name, got, want)
		}
	}
}
