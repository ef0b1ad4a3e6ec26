package clause

import (
	"slices"
	"strings"
	"unicode"
)

// everydayVerbs begin a promise in plain words: with one of them, two bold
// words are enough. `verbs:` in oneonone.yaml adds to the list.
var everydayVerbs = strings.Fields(`
accept add address agree align announce answer apply approve arrange ask assign attend audit automate
back backfill ban benchmark block book brainstorm break brief bring budget build bump buy
calculate calendar call cancel capture catch change chase check choose circulate clarify clean clear close coach collect
comment communicate compare compile complete confirm connect consider contact contribute convert coordinate copy correct
cover create cut
debug decide define delegate delete deliver demo deploy deprecate describe design determine develop diagnose dig disable
discover discuss distribute document do double-check download draft drop
edit email e-mail enable encourage engage enrol enroll ensure escalate estimate evaluate examine expand experiment explain
explore export extend
facilitate figure file fill finalise finalize find finish fix flag follow formalise formalize forward free
gather generate get give go grant group grow
hand handle have help hire hold
identify implement improve include increase inform initiate inquire insert inspect install integrate interview introduce
investigate invite involve iterate
join
keep kick
land launch lead learn leave let link list look loop lower
mail maintain make map mark measure meet mention mentor merge message migrate monitor move
nail name negotiate nominate notify
nudge
observe offer onboard open order organise organize outline own
pair park pass pay persuade pick pilot ping plan post postpone prepare present print prioritise prioritize process procure
produce propose protect prototype provide publish pull purchase push put
qualify quantify query
raise reach read rebase rebuild recommend record recruit reduce refactor refine refresh register reject release remind
remove rename renew reopen repair repeat replace reply report request reschedule research reserve resolve respond
restart restore resume rethink retire return review revise revisit reword rewrite roll rotate run
save say schedule scope search see seek select sell send separate set settle setup shadow share shift ship shorten show
shut sign simplify sit sketch slack socialise socialize solve sort speak spend spin split sponsor stabilise stabilize
start stop store streamline stress-test study submit suggest summarise summarize support survey swap switch sync
take talk tell test text think thank tidy track train transfer translate triage try turn
unblock understand undo uninstall unify unlock update upgrade upload use
validate verify visit volunteer vote
wait walk watch wrap write
please double remember spike
`)

// labelWords begin a bold label: what follows is not promised but noted.
var labelWords = map[string]bool{
	"note": true, "notes": true, "fyi": true, "risk": true, "risks": true, "idea": true, "ideas": true,
	"question": true, "questions": true, "context": true, "background": true, "update": true, "updates": true,
	"status": true, "summary": true, "agreed": true, "win": true, "wins": true, "feedback": true,
	"insight": true, "insights": true, "obstacle": true, "obstacles": true, "roadblock": true, "blocker": true,
	"blockers": true, "decision": true, "decisions": true, "decided": true, "morale": true, "theme": true,
	"themes": true, "mood": true, "goal": true, "topic": true, "concern": true, "concerns": true, "kudos": true,
}

// StartsWithLabel reads "Decision: hire one more" and "Risk – the vendor".
func (g *Lexicon) StartsWithLabel(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end <= 0 || !labelWords[strings.ToLower(s[:end])] {
		return false
	}
	rest := strings.TrimLeft(s[end:], " ")
	for _, sep := range []string{":", "：", "–", "—"} {
		if strings.HasPrefix(rest, sep) {
			return true
		}
	}
	return strings.HasPrefix(s[end:], " - ")
}

// StartsWithVerb reports whether words begin with an everyday verb, as an
// order or a plan does.
func (g *Lexicon) StartsWithVerb(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if end < 0 {
		end = len(s)
	}
	return g.verbs[strings.ToLower(s[:end])]
}

// stative are words that make a sentence a report instead of a promise when
// they come early in it.
var stative = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "isn't": true, "aren't": true, "wasn't": true, "weren't": true,
	"has": true, "hasn't": true, "had": true, "been": true, "feels": true, "felt": true, "seems": true, "looks": true,
	"went": true, "goes": true, "can't": true, "cannot": true, "doesn't": true, "don't": true, "didn't": true,
	"won't": true, "wants": true, "works": true, "worked": true, "loves": true, "likes": true, "needs": true,
	"got": true, "said": true, "says": true, "shipped": true, "launched": true, "moved": true, "became": true,
	"i'm": true, "it's": true, "that's": true, "there's": true, "we're": true, "he's": true, "she's": true,
	"they're": true, "i've": true, "we've": true, "slipped": true, "means": true, "matters": true,
	"love": true, "like": true, "want": true, "feel": true, "think": true, "hate": true, "prefer": true,
}

// noPromise are words that do not begin a promise without an owner.
var noPromise = map[string]bool{
	"the": true, "a": true, "an": true, "my": true, "our": true, "your": true, "his": true, "her": true, "their": true,
	"this": true, "that": true, "these": true, "those": true, "it": true, "there": true, "she": true, "he": true,
	"they": true, "we": true, "you": true, "i": true, "no": true, "not": true, "never": true, "very": true, "too": true,
	"more": true, "less": true, "most": true, "some": true, "all": true, "every": true, "good": true, "great": true,
	"bad": true, "big": true, "small": true, "new": true, "how": true, "why": true, "what": true, "when": true,
	"where": true, "who": true, "which": true, "whether": true, "if": true, "because": true, "since": true,
	"with": true, "without": true, "for": true, "from": true, "in": true, "on": true, "at": true, "about": true,
	"after": true, "before": true, "during": true, "one": true, "two": true, "three": true, "only": true,
	"really": true, "so": true, "super": true, "quite": true, "pretty": true, "almost": true, "already": true,
	"kudos": true, "thanks": true, "congrats": true, "congratulations": true, "well": true, "happy": true,
	"proud": true, "glad": true, "sad": true, "nice": true, "excellent": true, "huge": true, "strong": true,
	"still": true, "maybe": true, "let's": true, "nobody": true, "everyone": true, "everybody": true,
	"someone": true, "people": true,
}

// States reports whether words without an owner tell how things are: "The
// team is tired" is no promise, however bold.
func States(s string) bool {
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(s, "’", "'")))
	for i, f := range fields {
		f = strings.Trim(f, `.,;:!?"'()`)
		if i == 0 && (noPromise[f] || stative[f]) || i > 0 && i < 5 && stative[f] {
			return true
		}
	}
	return false
}

// WillState reports whether "will" foretells instead of promising: "Alice
// will be on leave".
func WillState(s string) bool {
	fields := strings.Fields(strings.ToLower(s))
	for i, f := range fields {
		if i > 3 || i+1 >= len(fields) || f != "will" && !strings.HasSuffix(f, "'ll") && !strings.HasSuffix(f, "’ll") {
			continue
		}
		switch fields[i+1] {
		case "be", "not", "have", "need", "never", "probably", "likely", "miss", "always", "soon":
			return true
		}
	}
	return false
}

// compounds are everyday verbs that are nouns as well, with the words that
// make a noun of them: a book club is not to be booked.
var compounds = map[string]string{
	"book": "club clubs shelf list", "design": "review reviews doc docs system team process language",
	"plan": "a b c", "release": "train trains process cycle freeze notes date day calendar",
	"test": "coverage suite suites plan data environment environments pyramid results", "focus": "time area areas day days",
	"review": "culture queue process cycle season load", "work": "life load style anniversary hours",
	"check": "in ins", "budget": "planning process season cut cuts round", "report": "card line lines",
	"search": "quality relevance results team latency", "support": "load rota team tickets queue", "sync": "meeting meetings",
	"train": "delays ride", "travel": "budget plans", "research": "budget time topics results", "share": "price options",
	"call": "volume quality", "email": "volume load overload", "build": "time times pipeline system failures health",
	"talk": "ideas track", "process": "change changes debt improvements", "schedule": "pressure conflict conflicts",
	"project": "update updates status", "change": "management fatigue requests", "order": "volume volumes", "run": "rate",
	"launch": "date day plan party", "demo": "day days", "feature": "flags", "land": "use", "pilot": "phase results",
	"record": "quarter year month week", "start": "date", "survey": "results", "vote": "results", "audit": "trail results",
}

// IsCompound reports whether words begin with such a noun.
func IsCompound(s string) bool {
	words := FirstWords(s, 2)
	if len(words) < 2 {
		return false
	}
	second := strings.TrimRight(words[1], ".,;:!")
	return slices.Contains(strings.Fields(compounds[words[0]]), second)
}

// IsLabelled reports whether a clause begins with a bold label, one that ends
// with a colon and names no owner: "**Status:** on track".
func (g *Lexicon) IsLabelled(w *Words) bool {
	runs := w.Prose.BoldRuns(w.Clause)
	if len(runs) == 0 || runs[0].From != w.Clause.From {
		return false
	}
	run := strings.TrimSpace(string(w.Prose.Text[runs[0].From:runs[0].To]))
	if _, named := g.OnlyNames(run, ""); named {
		return false
	}
	return EndsInColon(run) || runs[0].To < w.Clause.To && LeadingColon(string(w.Prose.Text[runs[0].To:w.Clause.To])) > 0
}
