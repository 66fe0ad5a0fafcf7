//go:build race

package main

// raced tells that the tests run under the race detector, which makes the drawing of pictures twenty times slower.
const raced = true
