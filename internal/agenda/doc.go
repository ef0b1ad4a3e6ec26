// Package agenda is what there is to talk about: topics waiting in a hopper,
// goals and their story, and questions to ask. It lists them and changes them.
package agenda
