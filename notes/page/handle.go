package page

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ValidHandle says why a name cannot be a person's handle, or nil. FORMAT.md,
// "The folder": lower-case letters of any script (NFC), digits, "-", "_", ".";
// not starting with "-" or ".", and no name Windows reserves. That it is no
// command's name is for the caller to see to, who knows the commands.
func ValidHandle(h string) error {
	switch {
	case h == "":
		return errors.New("a handle cannot be empty")
	case len(h) > 100:
		return errors.New("a handle has at most 100 bytes")
	case h[0] == '-' || h[0] == '.':
		return fmt.Errorf("handle %q starts with %q", h, h[:1])
	case strings.HasSuffix(h, "."):
		return fmt.Errorf("handle %q ends with a dot, which Windows drops", h)
	case !norm.NFC.IsNormalString(h):
		return fmt.Errorf("handle %q is not in Unicode's composed form (NFC)", h)
	}
	for _, r := range h {
		if !HandleRune(r) {
			return fmt.Errorf("handle %q has %q: only lower-case letters, digits, - _ and . may be in one", h, r)
		}
	}
	if windowsReserved(h) {
		return fmt.Errorf("handle %q is a name that Windows reserves", h)
	}
	return nil
}

// HandleRune reports whether a handle may have the rune in it.
func HandleRune(r rune) bool {
	switch {
	case r == '-' || r == '_' || r == '.':
		return true
	case unicode.IsUpper(r) || unicode.IsTitle(r) || r == unicode.ReplacementChar:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func windowsReserved(h string) bool {
	stem, _, _ := strings.Cut(h, ".")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	if len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) {
		return stem[3] >= '0' && stem[3] <= '9'
	}
	return false
}
