// Package screen is what a person sees: pages such as prep, and the columns of
// listings, composed from the facts that package notes returns. It reads neither
// folder nor clock: a row carries the day it is seen on, so that its columns are
// values, named once for a terminal, a pipe, CSV, JSON and "help json". It knows
// no command and no history.
package screen
