// Package shared is what leaves a running doc that the person it is about reads
// too. The repository here keeps every command as a commit of its own, and none
// of them is ever sent. What is sent is a second line of commits, one each sync:
// the text as it stands then, on top of what the remote has. The branch here
// takes each of them in as the second parent of a merge, so that the next merge
// knows what both sides have.
//
//	here     a──b──c──────M──d──e──────M──
//	                     ╱            ╱
//	remote   ───────────S────hers────S────
package shared
