// Package board lays out what is posted at a desk: boards of administrative procedures with their QR codes, the card of
// one procedure, and the poster of one code. The cards of a board are dealt to the fewest pages and set on each of them in
// rows, or where fields have headings in columns, because fields have one procedure or a hundred. Of the ways in which all
// pages hold their cards the one is chosen whose codes are large beside names that are read with ease.
package board

import (
	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/compose"
	"github.com/bangron/bangron/signage/internal/logo"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// Sheet is what every page shows around its codes. All texts are cleaned.
type Sheet struct {
	Title         string  // of the document
	Width, Height float64 // mm, trimmed
	Unit, Desk    string  // who posts it; either may be empty
	Heading       string
	Steps         []string // how to scan, at the foot; up to A5 they are left out where Foot would be too small beside them
	Foot          []Remark // what else stands at the foot
	Logo          *logo.Logo
	Palette       compose.Palette
	Fonts         fonts.Set
	Phrases       *phrase.List
	Seed          uint64 // of the ornament
}

// Remark is a text at the foot, and the field that it comes from, for messages.
type Remark struct{ Text, Field string }

// Board is a list of procedures, or of fields, each with its code.
type Board struct {
	Sheet
	Fields   []Field
	Headings bool    // the fields' names stand above their cards; otherwise the strip under the head names the only one
	Subject  string  // of the strip
	Count    string  // beside the page's number; may be empty
	Noun     string  // what the headings count: "thủ tục"
	PerPage  int     // most cards on a page; 0: [PerPage]
	Distance float64 // mm from which the codes are to be scanned; 0: arm's length
}

// PerPage is the most cards on a page that are not asked for: zxing-cpp 1.4, which is inside of many scanning programs,
// finds 16 codes on a picture and leaves the others out.
const PerPage = 16

// Field is a block of cards under one heading.
type Field struct {
	Name  string
	Count int // of procedures
	Cards []Card
}

// Card is one code with what it is for.
type Card struct {
	Number  string
	Code    string // of the procedure
	Name    string
	Details string // level, time and fee
	Link    string // that the code holds
	Symbol  *qr.Code
	Place   string // in the user's list, for messages
}

// List is one code for a whole list.
type List struct {
	Sheet
	Fields   []Field // named with their counts
	Subject  string
	Verb     string
	Symbol   *qr.Code
	Distance float64 // mm; 0: arm's length
}

// Placed is a code on a page.
type Placed struct {
	Page   int // from 0
	Rect   scene.Rect
	Symbol *qr.Code
	Label  string // what stands beside it
}

// Separator stands between the parts of details and of the foot, with a space on either side. It ends a line rather than
// beginning one.
const Separator = "·"

// MissingLetters is the error of a text with letters that its face lacks.
type MissingLetters struct{ Note note.Note }

func (e *MissingLetters) Error() string { return e.Note.EN }

// Result is a design as laid out.
type Result struct {
	Pages []*scene.Scene
	Codes []Placed
	Lines []compose.Line // one of each role, the smallest
	Notes []note.Note
}
