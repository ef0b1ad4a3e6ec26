package render

import (
	"strings"
	"unicode"
)

const reverse Style = "7"

// span is a piece of a line, either shared with the line it was compared
// with or not.
type span struct {
	text    string
	changed bool
}

// mostWords is how many words and punctuation marks a line may have and still be
// compared word by word: the cost is the product of the two lines'.
const mostWords = 500

// changedWords splits two versions of a line into what they share and what
// they do not. Lines that have little in common are left whole: in them
// everything would stand out.
func changedWords(old, new string) (olds, news []span) {
	a, b := words(old), words(new)
	if len(a) > mostWords || len(b) > mostWords {
		return []span{{text: old}}, []span{{text: new}}
	}
	inA, inB := commonWords(a, b)
	shared, longer := 0, max(len(strings.TrimSpace(old)), len(strings.TrimSpace(new)))
	for i, w := range a {
		if inA[i] {
			shared += len(strings.TrimSpace(w))
		}
	}
	if shared*3 < longer {
		return []span{{text: old}}, []span{{text: new}}
	}
	return spans(a, inA), spans(b, inB)
}

// words splits a line into words and single other characters.
func words(s string) []string {
	var out []string
	start, inWord := 0, false
	for i, r := range s {
		isWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		if i > start && !(isWord && inWord) {
			out = append(out, s[start:i])
			start = i
		}
		inWord = isWord
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// commonWords marks the longest common subsequence of a and b in both.
func commonWords(a, b []string) (inA, inB []bool) {
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	width := len(b) + 1
	length := make([]int, (len(a)+1)*width) // of the subsequence of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			} else {
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			inA[i], inB[j] = true, true
			i++
			j++
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return inA, inB
}

// spans joins neighbouring words of one kind. A space between two changed
// words counts as changed, so that a changed phrase is one piece.
func spans(words []string, common []bool) []span {
	var out []span
	for i, w := range words {
		changed := !common[i]
		if w == " " && i > 0 && i+1 < len(words) && !common[i-1] && !common[i+1] {
			changed = true
		}
		if n := len(out); n > 0 && out[n-1].changed == changed {
			out[n-1].text += w
		} else {
			out = append(out, span{w, changed})
		}
	}
	return out
}
