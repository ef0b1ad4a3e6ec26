// Package advice says what could be changed about when people meet: how often,
// on which day, at which hour. It weighs what can be chosen and gives its
// reasons; it never puts four people on one day, and says nothing about somebody
// on leave.
package advice
