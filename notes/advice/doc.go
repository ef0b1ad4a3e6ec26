// Package advice says what could be changed about when people meet: how often,
// on which day, at which hour. It weighs what one can choose and gives its
// reason; it never sends four people onto one day, and is silent about somebody
// on leave.
package advice
