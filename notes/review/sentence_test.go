package review

import (
	"slices"
	"strings"
	"testing"
)

func TestWhenInDoubtASentenceEnds(t *testing.T) {
	for _, c := range []string{
		"She lied.\u00a0|She shipped it [2026-05-18:4].",
		"She lied.\u3000|She shipped it [2026-05-18:4].",
		"She lied.\u2029|She shipped it [2026-05-18:4].",
		"She lied.|She shipped it [2026-05-18:4].",
		"She lied \n|She shipped it [2026-05-18:4].",
		"She lied! |she shipped it [2026-05-18:4].",
		"She lied... |she shipped it [2026-05-18:4].",
		"She lied. |iOS was fixed [2026-05-18:4].",
		"She lied. |she shipped it [2026-05-18:4].",
		"She stole money etc. |She shipped it [2026-05-18:4].",
		"She left at 5 p.m. |She shipped it [2026-05-18:4].",
		"She read docs/kafka.md. |She shipped it [2026-05-18:4].",
		"She shipped it [2026-05-18:4] |She lied",
		"She shipped it [2026-05-18:4], |but stole money and lied",
		"She shipped it [2026-05-18:4]. |(She lied.)",
		"She shipped it. [2026-05-18:4] [README:3], [README:4]. |She lied.",
		"She shipped plan B. |She lied. |Customers left.",
		"She said no. |5 shops moved [2026-05-18:4].",
		// Words that are cut short, numbers and addresses end none.
		"At night, e.g. in May, or by 5 p.m. in winter, she ran it [2026-05-18:4].",
		"She met Dr. Lin, M. Dupont and Alice B. Martin [2026-05-18:4].",
		"Version 1.5 of Node.js and docs/kafka.md, z. B. im U.S.A. build [2026-05-18:4].",
		"Am 3. Juli lief alles gut [2026-05-18:4].",
		"Item No. 5 (approx. half) shipped.\u00a0[2026-05-18:4]",
		"彼女は直した。|嘘をついた。",
	} {
		var want []string
		for s := range strings.SplitSeq(c, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		if got := sentences(strings.ReplaceAll(c, "|", "")); !slices.Equal(got, want) {
			t.Errorf("%q: %q", c, got)
		}
	}
}
