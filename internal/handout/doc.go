// Package handout is what is given out of hand, as a page for a browser or for
// paper: the running doc of a person, for the two who have it, and how half a year
// went with the team. Private notes, comments, moods and what was not said yet
// never are on a page.
package handout
