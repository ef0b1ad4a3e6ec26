package searching

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/cli"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/notes/words"
)

// veil takes out of a text who it is about and when it was said. What it cannot
// know, such as the name of a customer or a town, it points out.
type veil struct{ names lookup.Mentions }

// someone stands for whoever was named.
const someone = "someone"

func newVeil(w *cli.Workspace) *veil {
	var all []string
	for _, name := range w.Settings.Called() {
		all = append(all, callings(name)...)
	}
	for _, p := range w.People() {
		all = append(all, p.Handle)
		for _, name := range slices.Concat([]string{p.FullName()}, p.Aliases, p.FormerNames()) {
			all = append(all, callings(name)...)
		}
	}
	return &veil{lookup.MentionsOf(all)}
}

// callings are what somebody with a name may be called: the name, each word of it,
// also in the genitive without an apostrophe of German and its like, and its initials.
func callings(name string) []string {
	words := strings.Fields(name)
	all := []string{name}
	var initials []string
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) {
			continue // "van", "de"
		}
		initials = append(initials, string(first))
		if utf8.RuneCountInString(w) > 2 {
			all = append(all, w, w+"s")
		}
	}
	if len(initials) > 1 {
		all = append(all, strings.Join(initials, ""), strings.Join(initials, ".")+".", strings.Join(initials, ". ")+".")
	}
	return all
}

// foreign are the weekdays and months in languages other than English, if they are
// long enough not to be words in another.
var foreign = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, forms := range slices.Concat(words.Of("weekdays"), words.Of("months")) {
		for w := range strings.SplitSeq(forms, "/") {
			if len(w) > 4 {
				set[strings.ToLower(w)] = true
			}
		}
	}
	return set
})

// foreignDays matches a day of a month in languages other than English, however short
// the month is: "3. Mai", "1er août".
var foreignDays = sync.OnceValue(func() *regexp.Regexp {
	var months []string
	for _, forms := range words.Of("months") {
		name, _, _ := strings.Cut(forms, "/")
		months = append(months, regexp.QuoteMeta(name))
	}
	return regexp.MustCompile(`(?i)(?:\b(?:am|vom|seit|bis|le|du|el|il|op|den)\s+)?\b\d{1,2}(?:\.|er|º)?\s*(?:de\s+)?(?:` + strings.Join(months, "|") + `)\b\.?(?:\s+(?:19|20)\d{2}\b)?`)
})

// addresses matches mail addresses, which name their owner.
var addresses = lazyregexp.New(`[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)

// rests matches what is left of a name: "M." of "Alice M.", "A." of "A. Martin",
// and two names in a row that are one person's.
var rests = lazyregexp.New(`(?:\b\p{Lu}\.\s*)?@?\b` + someone + `\b(?:\s+(?:\p{Lu}\.|` + someone + `\b))*`)

func (v *veil) over(s string) string {
	if strings.Contains(s, "@") {
		s = addresses().ReplaceAllString(s, someone)
	}
	if s = v.unnamed(undated(s)); strings.Contains(s, someone) {
		s = rests().ReplaceAllString(s, someone)
	}
	s = strings.Join(strings.Fields(s), " ")
	return strings.Trim(strings.NewReplacer(" ,", ",", " .", ".", " ;", ";", "( ", "(", " )", ")", "()", "").Replace(s), " ,;:–—-")
}

// unnamed is a text without names. An everyday word such as "will" counts only
// when written as a name; "10 AM" is nobody's initials.
func (v *veil) unnamed(s string) string {
	var b strings.Builder
	at := 0
	for _, hit := range v.names.In(s) {
		name, before := s[hit[0]:hit[1]], s[:hit[0]]
		if (everyday()[name] || everyday()[strings.TrimSuffix(name, "s")]) && !strings.HasSuffix(before, "@") || hour().MatchString(before) && (name == "AM" || name == "PM") {
			continue
		}
		b.WriteString(s[at:hit[0]] + someone)
		at = hit[1]
	}
	return b.String() + s[at:]
}

var hour = lazyregexp.New(`\d\s?$`)

// everyday are names that are also words.
var everyday = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, w := range words.Of("verb") {
		set[w] = true
	}
	for w := range strings.FieldsSeq("will may mark bill grace hope rose joy faith dawn rich art miles drew frank rob pat sue june april august max ray guy young long black white brown green little king page lane") {
		set[w] = true
	}
	return set
})

// spoken matches days as written and said in English.
var spoken = sync.OnceValue(func() []*regexp.Regexp {
	const (
		lead    = `(?:\b(?:(?:on|in|by|since|until|till|before|after|from|around|of|the|early|late|mid|end|start|beginning|this|last|next|every|each)\s+)*)`
		to      = `\b(?:(?:the\s+)?(?:end|start|beginning|middle)\s+of|on|in|by|since|until|till|before|after|from|around|of|early|late|mid|this|last|next|every|each)\s+`
		number  = `\d{1,2}(?:st|nd|rd|th)?`
		month   = `(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sep(?:t(?:ember|\.)?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)\b\.?`
		year    = `(?:,?\s+(?:19|20)\d{2}\b)`
		weekday = `(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b`
		unit    = `(?:days?|weeks?|fortnights?|months?|quarters?|years?)`
		count   = `(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a )?few|(?:a )?couple of|some|several)`
		part    = `(?:\s+(?:morning|afternoon|evening|night))?`
	)
	var all []*regexp.Regexp
	for _, pattern := range []string{
		`\s*\((?:since|due|done|dropped|said|shared|for)\b[^)]*\)`,
		lead + `\b(?:19|20)\d{2}-\d{2}(?:-\d{2})?\b`,
		lead + `\b` + number + `(?:\s+of)?\s+` + month + year + `?`,
		lead + `\b` + month + `\s+` + number + `\b` + year + `?`,
		lead + `\b` + month + year,
		lead + `\b` + weekday + part,
		to + lead + `(?:mon|tue|wed|thu|fri|sat|sun)\b\.?` + part,
		to + lead + month,
		lead + `\b(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|0\d/\d{1,2}|\d{1,2}/0\d)\b`,
		`\b(?:january|february|april|june|july|august|september|october|november|december)\b`,
		`(?:\bon\s+)?\bthe\s+\d{1,2}(?:st|nd|rd|th)\b`,
		`\b(?:the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tonight|tomorrow)\b('s|’s)?` + part,
		`\b(?:(?:earlier|later)\s+)?(?:this|last|next)\s+(?:morning|afternoon|evening|night|week|weekend|fortnight|month|quarter|year|spring|summer|autumn|fall|winter|christmas|easter)\b('s|’s)?`,
		`\b` + count + `\s+` + unit + `\s+(?:ago|later|earlier)\b`,
		lead + `\b[QH][1-4]\b(?:\s*/?\s*(?:20)?\d{2}\b)?`,
		lead + `\b(?:19|20)\d{2}\b`,
		lead + `\b\d{1,2}\.\s?\d{1,2}\.(?:\d{4}\b|\B)`,
		lead + `\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b`,
		to + `\d{1,2}/\d{1,2}\b`,
		lead + `\b(?:week|CW|KW)\s+\d{1,2}\b`,
	} {
		all = append(all, regexp.MustCompile(`(?i)`+pattern))
	}
	return all
})

// undated is a text without days.
func undated(s string) string {
	if mayBeDated(s) {
		for _, r := range spoken() {
			s = r.ReplaceAllString(s, "")
		}
		s = foreignDays().ReplaceAllString(s, "")
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if foreign()[strings.ToLower(w)] {
			s = strings.ReplaceAll(s, w, "")
		}
	}
	return s
}

// mayBeDated is a quick test for what every day, written or spoken, contains.
func mayBeDated(s string) bool {
	s = strings.ToLower(s)
	return strings.ContainsAny(s, "0123456789") || slices.ContainsFunc(dateParts, func(part string) bool { return strings.Contains(s, part) })
}

var dateParts = strings.Fields("mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec day ago morrow tonight last next this later earlier (")

// doubtful returns what may be a name for all the veil knows: capitalised words
// within sentences, abbreviations in capitals, and web addresses.
func doubtful(text string) []string {
	var all []string
	begins := true // a sentence
	for line := range strings.Lines(text) {
		begins = true
		for word := range strings.FieldsSeq(strings.TrimPrefix(line, "- ")) {
			bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '#' }), "'s"), "’s")
			if tells(bare, begins) && !slices.Contains(all, bare) {
				all = append(all, bare)
			}
			begins = strings.HasSuffix(word, ":") || strings.ContainsAny(word[len(word)-1:], ".!?…")
		}
	}
	return all
}

// mayBeDay matches what is a day or a ratio: 7/3.
var mayBeDay = lazyregexp.New(`^\d{1,2}/\d{1,2}$`)

// tells reports whether a word looks like a name.
func tells(word string, begins bool) bool {
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case strings.Contains(word, "://") || strings.HasPrefix(word, "www."):
		return true
	case mayBeDay().MatchString(word):
		return true
	case !unicode.IsUpper(first) || word == "I" || word == "AM" || word == "PM" || strings.HasPrefix(word, "I'") || strings.HasPrefix(word, "I’"):
		return false
	case size == len(word):
		return !begins
	}
	return !begins || strings.ToUpper(word) == word
}

// pointAt names what to check before a text is shared, as far as it fits on a line.
func pointAt(doubts []string) string {
	const most = 20
	more := ""
	if len(doubts) > most {
		more = fmt.Sprintf(" and %d more", len(doubts)-most)
		doubts = doubts[:most]
	}
	return strings.Join(doubts, ", ") + more
}
