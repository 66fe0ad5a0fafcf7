// Package compose lays signs out: it turns what is to be said, on which sheet and in which inks, into a scene. Each
// kind of sign has a file of its own; what they share is a canvas, a stack of blocks whose sizes are solved together,
// and the furniture of official signs (strips, feet, code cards).
package compose

import (
	"fmt"
	"math"
	"strings"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/logo"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/scene"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// Kind is a kind of sign.
type Kind string

// The kinds of sign.
const (
	Banner   Kind = "banner"   // băng rôn ngang
	Vertical Kind = "vertical" // băng rôn dọc
	Phuon    Kind = "phuon"    // phướn
	Pano     Kind = "pano"
	Poster   Kind = "poster"
	Standee  Kind = "standee"
	Backdrop Kind = "backdrop"
	Web      Kind = "web"
	Model    Kind = "model" // poster of one of the plan's models: title, steps, place for a code
)

// Palette is a theme's inks as the designs use them.
type Palette struct {
	Ground, Deep             scene.Ink // the sheet, and the ink that it runs into
	Main                     scene.Ink // a message set in one ink
	Second                   scene.Ink // the lines beside the loudest
	Accent                   scene.Ink // the loudest, and rules
	Ornament                 scene.Ink // what the ground is tinted towards
	Quiet                    scene.Ink // a second slogan in running text
	Far                      scene.Ink // the other end of a web banner's ground
	Card, OnCard             scene.Ink // a card on the ground and its text
	Strip, OnStrip, OnStrip2 scene.Ink // the strip at the head, its text and its star
	Wave, Foot, FootDeep     scene.Ink // the ribbons at the foot, from the first to the one that carries text
	OnFoot, OnFoot2          scene.Ink // first and second ink on them
}

// Message is the main text of a sign by rank. Body is never empty; Opener and Loud may be.
type Message struct {
	Full   string // the whole wording, with the user's marks
	Opener string // "CHÀO MỪNG"
	Rest   string // what follows the opener, with the user's marks
	Body   string // "NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA"
	Loud   string // "10/10"
}

// Sign is a design with all its defaults filled in and all its texts cleaned.
type Sign struct {
	Kind          Kind
	Title         string      // of the document
	Width, Height float64     // mm, trimmed
	PixelSize     float64     // mm of a screen pixel for web banners; 0 for print
	Bleed         scene.Edges // mm that the ground is drawn beyond the trim
	Keepout       scene.Edges // mm from the edge in which nothing that must be read may stand
	Message       Message
	Second        string // a second slogan
	Unit, Dates   string
	Steps         []string
	Palette       Palette
	Fonts         fonts.Set
	Phrases       *phrase.List
	Logo          *logo.Logo
	Code          *qr.Code
	Verb          string // beside the code
	Seed          uint64 // of the ornament
}

// Line is one line of text as set, for reports.
type Line struct {
	Role        string
	Text        string
	Face        *fonts.Face
	Cap         float64 // letter height in mm
	Y           float64 // of the baseline, in mm from the top
	Ink, Ground scene.Ink

	stack int // with which it was placed
}

// Result is a composed sign.
type Result struct {
	Scene *scene.Scene
	Lines []Line
	Code  float64 // mm of a module of the code; 0 without one
	Notes []note.Note
}

// Unfit is the error of a design whose parts do not fit: the notes say which and what to do.
type Unfit struct {
	Notes []note.Note
	Cause error // of a text that no size would help: [fonts.CoverageError] or [text.ErrNoInk]
}

func (e *Unfit) Error() string { return e.Notes[0].EN }

// Unwrap is the cause.
func (e *Unfit) Unwrap() error { return e.Cause }

// columnAspect is the aspect (width : height) up to which a sheet is a column: on a wider one its parts stand beside each
// other, as on a poster.
const columnAspect = 1 / 1.55

// Compose lays out a sign.
func Compose(s *Sign) (*Result, error) {
	c := newCanvas(s)
	var err error
	aspect := s.Width / s.Height
	switch {
	case s.Kind == Model:
		err = c.model()
	case s.Kind == Web && aspect >= 1.9:
		err = c.web()
	case aspect >= 2.4:
		err = c.banner()
	case aspect >= 0.9:
		err = c.pano()
	case s.Kind == Poster || s.Kind == Web || s.Kind == Pano || s.Kind == Backdrop || aspect > columnAspect:
		err = c.poster()
	default:
		err = c.column()
	}
	if err != nil {
		return nil, err
	}
	return c.result(), nil
}

// scaleOf is the size by which a sign's parts are measured: neither its long nor its short side alone says how far it
// is seen from.
func (s *Sign) scaleOf() float64 { return math.Sqrt(s.Width * s.Height) }

// Distances at which the parts of a sign must at least be readable, in multiples of the square root of its area, and
// the farthest reading distance in cap heights (safety signs: 100 mm at 25 m).
const (
	mainDistance = 3.0
	sideDistance = 1.0
	farthest     = 250
)

// The least cap height of any text, whatever the sign: 6 pt type (a cap height of about 0.7 em), or 8 px on a screen,
// where what is smaller than type of 16 px is no longer read with ease.
const (
	leastPrintCap  = 6 * 0.7 * 25.4 / 72
	leastScreenCap = 8  // px
	easyScreenCap  = 11 // px
)

// leastCap is the least cap height in mm for text that is to be read from the given multiple of the sign's size.
func (s *Sign) leastCap(distance float64) float64 {
	floor := leastPrintCap
	if s.PixelSize > 0 {
		floor = leastScreenCap * s.PixelSize
	}
	return max(floor, s.scaleOf()*distance/farthest)
}

// length is a length as it is written in English: in pixels on a sign for the screen, where nobody knows millimetres.
func (s *Sign) length(v float64) string {
	if s.PixelSize > 0 {
		return fmt.Sprintf("%.0f px", v/s.PixelSize)
	}
	if v >= 10 {
		return fmt.Sprintf("%.0f mm", v)
	}
	return fmt.Sprintf("%.1f mm", v)
}

// lengthVI is a length as it is written in Vietnamese, with a decimal comma.
func (s *Sign) lengthVI(v float64) string { return strings.Replace(s.length(v), ".", ",", 1) }
