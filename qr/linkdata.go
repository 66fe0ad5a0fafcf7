package qr

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"sync"
)

// linksCSV lists what the link policy knows of the web, with source and date:
// shorteners, names of redirect parameters (in small letters and digits alone)
// and hints of them, which matter where the value is a host, dead addresses
// (host and start of the path) and the forms of the national portal.
//
//go:embed links.csv
var linksCSV string

// linkFacts is linksCSV by kind.
type linkFacts struct {
	shorteners map[string]bool
	redirects  map[string]bool
	hints      map[string]bool
	dead       []string
	portal     []string
}

var knownLinks = sync.OnceValue(func() linkFacts {
	facts := linkFacts{shorteners: map[string]bool{}, redirects: map[string]bool{}, hints: map[string]bool{}}
	for _, row := range linkRows() {
		switch kind, value := row[0], row[1]; kind {
		case "shortener":
			facts.shorteners[value] = true
		case "redirect":
			facts.redirects[value] = true
		case "hint":
			facts.hints[value] = true
		case "dead":
			facts.dead = append(facts.dead, value)
		case "portal":
			facts.portal = append(facts.portal, value)
		}
	}
	return facts
})

// linkRows returns the rows of linksCSV without its heading. A test reads them
// all, so that a mistake in the file cannot ship.
func linkRows() [][]string {
	rows, err := csv.NewReader(strings.NewReader(linksCSV)).ReadAll()
	if err != nil {
		return nil
	}
	return rows[1:]
}
