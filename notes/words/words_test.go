package words

import (
	"strings"
	"testing"
)

// kinds are the keys that somebody asks for; another one is a slip.
const kinds = `topics hopper goals actions notes agreement win feedback insight obstacle decision morale theme
next now plan past verb does will foretell owner everybody task due status finished marker label report opening
adverb join reply empty agreed absolute denial heading wish competency growth dates to from
stop vague determiner ending
by until filler of weekdays months day year today tomorrow overmorrow unsure`

func TestEveryLineHasAKnownKindAndNoEmptyWord(t *testing.T) {
	known := strings.Fields(kinds)
	for key := range lines() {
		ok := strings.HasPrefix(key, "noun ") || strings.HasPrefix(key, "thing ") || strings.HasSuffix(key, " end") || strings.HasSuffix(key, " week") || key == "end of"
		for _, k := range known {
			ok = ok || k == key
		}
		if !ok {
			t.Errorf("%q is no kind of words", key)
		}
		for _, w := range Of(key) {
			if w == "" {
				t.Errorf("an empty word under %q", key)
			}
		}
	}
}
