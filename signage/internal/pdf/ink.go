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

// alternates are what stands for a spot ink where there is none, in C M Y K: the customary magenta of cut lines, and a
// tint by which white is seen on a screen.
var alternates = [...]struct{ name, cmyk string }{
	{registration, "1 1 1 1"},
	{cutContour, "0 1 0 0"},
	{white, "0.2 0 0 0"},
}

// setInk makes an ink the current one.
func (p *page) setInk(ink scene.Ink) { p.set(p.operators(ink)) }

// setText makes an ink the current one for text: black alone is printed over what lies below, so that no light rim is
// left where the plates do not meet.
func (p *page) setText(ink scene.Ink) {
	if p.options.Profile.press() && ink.K == 1 && ink.C+ink.M+ink.Y == 0 && !ink.Registration {
		p.overprints = true
		p.set("/Over gs\n0 0 0 1 k\n")
		return
	}
	p.setInk(ink)
}

// set changes the state of the content where it is another.
func (p *page) set(operators string) {
	if operators == p.state {
		return
	}
	if over := len(p.state) > 0 && p.state[0] == '/' && p.state[1] == 'O'; over && operators[0] != '/' {
		p.content = append(p.content, "/Knock gs\n"...)
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

// spots draws what is no picture: white below it and the line round it. Both overprint, or the inks of the picture would
// be left out where they lie; so both are drawn last.
func (p *page) spots(s *scene.Scene) {
	if s.White == nil && s.Cut == nil {
		return
	}
	p.overprints = true
	p.content, p.state = append(p.content, "/Over gs\n"...), ""
	if s.White != nil {
		p.use(white)
		p.content = fmt.Appendf(p.content, "/%s cs 1 scn\n", white)
		p.trace(s.White)
		p.content = append(p.content, "f\n"...)
	}
	if s.Cut != nil {
		p.use(cutContour)
		p.content = fmt.Appendf(p.content, "/%s CS 1 SCN %s w\n", cutContour, appendDecimal(nil, cutWidth/p.scale*p.unit, 3))
		p.trace(s.Cut)
		p.content = append(p.content, "s\n"...) // closed
	}
}
