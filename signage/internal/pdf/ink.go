package pdf

import (
	"fmt"

	"github.com/bangron/bangron/signage/internal/scene"
)

// The names of inks beside the four of the process. Cutters and white-ink printers know theirs by these names; /All is
// the registration colour of PDF.
const (
	registration = "All"
	cutContour   = "CutContour"
	white        = "White"
)

// alternates are what stands for a spot ink where there is none, in C M Y K: the customary magenta of cut lines. White
// has none: it lies below the whole picture, and viewers that show overprinting would tint this.
var alternates = [...]struct{ name, cmyk string }{
	{registration, "1 1 1 1"},
	{cutContour, "0 1 0 0"},
	{white, "0 0 0 0"},
}

// The graphics states of overprinting.
const (
	knocksOut   = "/Knock" // the default: what is painted leaves no other ink below it
	keepsSpots  = "/Keep"  // leaves white below the inks of the process, which knock each other out still
	overprinted = "/Over"  // leaves every ink that it does not have itself
)

// rest is the state of all that is not black text or a line of a plotter.
func (r *resources) rest() string {
	if r.white {
		return keepsSpots
	}
	return knocksOut
}

// setInk makes an ink the current one.
func (p *page) setInk(ink scene.Ink) {
	p.overprint(false)
	p.set(p.operators(ink))
}

// setText makes an ink the current one for text: black alone is printed over what lies below, so that no light rim is
// left where the plates do not meet.
func (p *page) setText(ink scene.Ink) {
	p.overprint(p.options.Profile.press() && ink.K == 1 && ink.C+ink.M+ink.Y == 0 && !ink.Registration)
	p.set(p.operators(ink))
}

// overprint switches between black that overprints and the rest.
func (p *page) overprint(over bool) {
	if over == p.over {
		return
	}
	state := p.rest()
	if over {
		state = overprinted
	}
	p.overprints = true
	p.content = append(append(p.content, state...), " gs\n"...)
	p.over = over
}

// set changes the state of the content where it is another.
func (p *page) set(operators string) {
	if operators == p.state {
		return
	}
	p.content = append(p.content, operators...)
	p.state = operators
}

func (p *page) operators(ink scene.Ink) string {
	switch {
	case p.options.Profile == Office:
		return fmt.Sprintf("%s %s %s rg\n", share(float64(ink.R)/255), share(float64(ink.G)/255), share(float64(ink.B)/255))
	case ink.Registration:
		p.use(registration)
		return fmt.Sprintf("/%s cs %s scn\n", registration, share(ink.K))
	}
	return fmt.Sprintf("%s %s %s %s k\n", share(ink.C), share(ink.M), share(ink.Y), share(ink.K))
}

// share writes a part of one with the four decimals that tell 8-bit levels apart.
func share(v float64) string { return string(appendDecimal(nil, v, 4)) }

// cutWidth is the width in pt of a cut line in the file: plotters know it by its ink, and customarily ask for a hairline.
const cutWidth = 0.25

// white draws the white ink below the picture, as it is printed, and lets the picture leave it: viewers that show inks by
// their tints would hide the picture behind a white that lies above it.
func (p *page) white(s *scene.Scene) {
	if !p.resources.white {
		return
	}
	p.overprints = true
	p.content = append(append(p.content, keepsSpots...), " gs\n"...)
	if s.White == nil {
		return
	}
	p.use(white)
	p.set(fmt.Sprintf("/%s cs 1 scn\n", white))
	p.trace(s.White)
	p.content = append(p.content, "f\n"...)
}

// cut draws the line of a plotter over the picture, whose inks it leaves.
func (p *page) cut(s *scene.Scene) {
	if s.Cut == nil {
		return
	}
	p.overprint(true)
	p.use(cutContour)
	p.content = fmt.Appendf(p.content, "/%s CS 1 SCN %s w\n", cutContour, appendDecimal(nil, cutWidth/p.scale*p.unit, 3))
	p.trace(s.Cut)
	p.content = append(p.content, "s\n"...) // closed
}
