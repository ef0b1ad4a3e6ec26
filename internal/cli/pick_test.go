package cli

import (
	"fmt"
	"strconv"
	"testing"
)

func TestPickedNumbers(t *testing.T) {
	for answer, want := range map[string]string{"": "[]", "0": "[]", "1": "[0]", "1,3": "[0 2]", "2-4 1": "[1 2 3 0]", "x": "!", "6": "!", "3-2": "!", "-1": "!"} {
		got, err := pickedNumbers(answer, 5)
		text := fmt.Sprint(got)
		if err != nil {
			text = "!"
		}
		if text != want {
			t.Errorf("%s: %s, want %s", strconv.Quote(answer), text, want)
		}
	}
}
