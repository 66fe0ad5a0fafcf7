package preflight

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/bangron/bangron/signage/internal/pdfread"
)

// maxSpaceDepth is how deep colour spaces and functions may stand in each other: a pattern of an indexed DeviceN over
// ICC is four deep.
const maxSpaceDepth = 8

// maxComponents is the most inks of a DeviceN space (PDF 1.7, annex C).
const maxComponents = 32

type family int

const (
	unknown family = iota
	deviceGray
	deviceRGB
	deviceCMYK
	calibrated // CalGray, CalRGB, Lab
	iccBased
	indexed
	spots // Separation, DeviceN
	pattern
)

// space is a colour space.
type space struct {
	family     family
	label      string         // as the file names its family: "ICCBased"
	components int            // operands of a colour
	names      []string       // of the inks of a Separation or DeviceN space
	base       *space         // of an Indexed or uncoloured Pattern space; the alternate of spots
	table      []byte         // of an Indexed space
	tint       pdfread.Object // the function from spots to their alternate
	colorants  []*space       // of single inks of a DeviceN space, where it says
	problem    problem        // why it cannot be used; its rule is empty where it can
	alternates []problem
}

// problem is what is wrong with a resource, wherever it is used.
type problem struct{ rule, vi, en string }

func wrong(rule, vi, en string, args ...any) problem {
	return problem{rule, fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...)}
}

var (
	gray = &space{family: deviceGray, label: "DeviceGray", components: 1}
	rgb  = &space{family: deviceRGB, label: "DeviceRGB", components: 3}
	cmyk = &space{family: deviceCMYK, label: "DeviceCMYK", components: 4}
)

// deviceSpace is the space of a name, also as inline images shorten it; nil where it is none of the device's.
func deviceSpace(name pdfread.Name) *space {
	switch name {
	case "DeviceGray", "G":
		return gray
	case "DeviceRGB", "RGB":
		return rgb
	case "DeviceCMYK", "CMYK":
		return cmyk
	}
	return nil
}

// space reads a colour space. Those that stand in the file as objects of their own are read once.
func (c *checker) space(o pdfread.Object, resources pdfread.Dict, depth int) *space {
	ref, shared := o.(pdfread.Ref)
	if shared {
		if s, known := c.spaces[ref]; known {
			return s
		}
		// What contains itself is met again here.
		c.spaces[ref] = &space{problem: wrong("resource", "Không gian màu chứa chính nó.", "A colour space contains itself.")}
	}
	s := c.readSpace(c.resolve(o), resources, depth)
	if shared {
		c.spaces[ref] = s
	}
	return s
}

func (c *checker) readSpace(o pdfread.Object, resources pdfread.Dict, depth int) *space {
	missing := func(what any) *space {
		return &space{problem: wrong("resource", "Không có không gian màu %v.", "There is no colour space %v.", what)}
	}
	if depth > maxSpaceDepth {
		return &space{problem: wrong("resource", "Không gian màu lồng nhau quá sâu.", "Colour spaces are nested too deeply.")}
	}
	if name, ok := o.(pdfread.Name); ok {
		if s := deviceSpace(name); s != nil {
			return s
		}
		if name == "Pattern" {
			return &space{family: pattern, label: "Pattern"}
		}
		entry, found := c.dict(resources["ColorSpace"])[name]
		if !found {
			return missing(name)
		}
		if c.resolve(entry) == o {
			return missing(name)
		}
		return c.space(entry, resources, depth+1)
	}
	a, ok := o.(pdfread.Array)
	if !ok || len(a) == 0 {
		return missing("?")
	}
	name := c.name(a[0])
	if s := deviceSpace(name); s != nil {
		return s
	}
	s := &space{label: string(name)}
	switch {
	case name == "CalGray" || name == "CalRGB" || name == "Lab":
		s.family, s.components = calibrated, 3
		if name == "CalGray" {
			s.components = 1
		}
	case name == "ICCBased" && len(a) == 2:
		s.family = iccBased
		c.readICC(s, a[1])
	case (name == "Indexed" || name == "I") && len(a) == 4:
		s.family, s.components, s.base = indexed, 1, c.space(a[1], resources, depth+1)
		s.table = c.table(a[3])
		s.problem = s.base.problem
		last, _ := c.integer(a[2])
		if s.problem.rule == "" && (s.base.family == indexed || s.base.family == pattern || last < 0 || last > 255 || len(s.table) < (last+1)*s.base.components) {
			s.problem = wrong("resource", "Bảng màu Indexed hỏng.", "A table of indexed colours is broken.")
		}
	case name == "Separation" && len(a) >= 4:
		ink := c.name(a[1])
		c.readSpots(s, []string{string(ink)}, a[2], a[3], nil, resources, depth)
	case name == "DeviceN" && len(a) >= 4:
		var inks []string
		for _, o := range c.array(a[1]) {
			ink := c.name(o)
			inks = append(inks, string(ink))
		}
		var colorants pdfread.Array
		if len(a) > 4 {
			each := c.dict(c.dict(a[4])["Colorants"])
			for _, name := range slices.Sorted(maps.Keys(each)) {
				colorants = append(colorants, each[name])
			}
		}
		c.readSpots(s, inks, a[2], a[3], colorants, resources, depth)
	case name == "Pattern":
		s.family = pattern
		if len(a) > 1 {
			s.base = c.space(a[1], resources, depth+1)
			s.components, s.problem = s.base.components, s.base.problem
		}
	default:
		return missing(name)
	}
	return s
}

// readICC reads the profile of an ICCBased space.
func (c *checker) readICC(s *space, o pdfread.Object) {
	stream := c.stream(o)
	if stream == nil {
		s.problem = wrong("icc-profile", "Màu ICCBased không có hồ sơ.", "An ICCBased colour has no profile.")
		return
	}
	n, _ := c.integer(stream.Dict["N"])
	s.components = n
	head, err := c.profile(stream)
	switch {
	case err != nil:
		s.problem = wrong("icc-profile", "Hồ sơ ICC của màu hỏng.", "The ICC profile of a colour is broken.")
	case head.channels() != n || n == 0:
		s.problem = wrong("icc-profile", "Hồ sơ ICC là %s nhưng màu có %d kênh.", "The ICC profile is for %s, but the colour has %d channels.", head.space, n)
	}
}

// readSpots reads a Separation or DeviceN space.
func (c *checker) readSpots(s *space, inks []string, alternate, tint pdfread.Object, colorants pdfread.Array, resources pdfread.Dict, depth int) {
	s.family, s.names, s.components, s.tint = spots, inks, len(inks), tint
	if len(inks) == 0 || len(inks) > maxComponents {
		s.problem = wrong("resource", "Màu pha không có tên.", "A spot ink has no name.")
		return
	}
	s.base = c.space(alternate, resources, depth+1)
	if s.base.problem.rule != "" {
		s.problem = s.base.problem
		return
	}
	for _, colorant := range colorants {
		s.colorants = append(s.colorants, c.space(colorant, resources, depth+1))
	}
	allowed := s.base.family == deviceGray || s.base.family == deviceCMYK
	if c.profileKind == X4 {
		allowed = allowed || s.base.family == iccBased || s.base.family == calibrated || s.base.family == deviceRGB && c.dict(resources["ColorSpace"])["DefaultRGB"] != nil
	}
	if !allowed {
		s.alternates = append(s.alternates, wrong("spot-alternate", "Màu pha %s có màu thay thế %s.", "The spot ink %s has the alternate %s.", inks[0], s.base.label))
	}
	if err := c.function(tint, s.components, s.base.components, 0); err != nil {
		s.alternates = append(s.alternates, problem{
			"tint-function", fmt.Sprintf("Hàm màu của màu pha %s hỏng.", inks[0]),
			fmt.Sprintf("The tint function of the spot ink %s is broken: %v.", inks[0], err),
		})
	}
}

// table is the content of an indexed space: a string or a stream.
func (c *checker) table(o pdfread.Object) []byte {
	switch t := c.resolve(o).(type) {
	case pdfread.String:
		return []byte(t)
	case *pdfread.Stream:
		return c.head(t, 256*maxComponents)
	}
	return nil
}

// judge reports what the profile does not allow in a colour space, at every depth. The place is that of the first thing
// that is painted in it.
func (v *visit) judge(s *space, resources pdfread.Dict) {
	if v.again {
		return
	}
	as := v.chosen(s, v.where)
	v.choosing = &as
	v.judgeSpace(s, resources)
	v.choosing = nil
}

// chosen is a colour space as it is chosen in a content stream.
func (v *visit) chosen(s *space, where string) chosen {
	of := chosen{label: s.label, page: v.number, where: where}
	if len(s.names) > 0 {
		of.ink = s.names[0]
	}
	return of
}

// painted gives what was found in a colour space that a content stream chose the place where it is painted.
func (v *visit) painted(s *space, where string, at rect) {
	if len(v.unplaced) == 0 || s == nil || at.empty() {
		return
	}
	key := v.chosen(s, where)
	for _, i := range v.unplaced[key] {
		if f := &v.checker.report.Findings[i]; f.Place == nil {
			f.Place = v.place(at)
		}
	}
	delete(v.unplaced, key)
}

func (v *visit) judgeSpace(s *space, resources pdfread.Dict) {
	if s.problem.rule != "" {
		v.report(s.problem)
		return
	}
	for _, p := range s.alternates {
		v.report(p)
	}
	for _, of := range s.colorants {
		v.judgeSpace(of, resources)
	}
	switch s.family {
	case deviceRGB:
		// In X-4 a default colour space makes it a colour by profile.
		if v.profileKind == X4 && v.dict(resources["ColorSpace"])["DefaultRGB"] != nil {
			break
		}
		v.find("rgb", "Có màu RGB của thiết bị.", "There is a colour in device RGB.")
	case calibrated:
		v.find("calibrated-colour", "Có màu %s.", "There is a colour in %s.", s.label)
	case iccBased:
		v.find("calibrated-colour", "Có màu theo hồ sơ ICC (%d kênh).", "There is a colour by an ICC profile (%d channels).", s.components)
	case indexed, pattern:
		if s.base != nil {
			v.judgeSpace(s.base, resources)
		}
	case spots:
		for _, name := range s.names {
			v.ink(name)
		}
	}
	switch s.family {
	case deviceCMYK:
		for _, name := range process {
			v.ink(name)
		}
	case deviceGray:
		v.ink("Black")
	}
}

// process are the names of the inks that are not spot inks.
var process = [...]string{"Cyan", "Magenta", "Yellow", "Black"}

// color is a current colour.
type color struct {
	space   *space
	values  [maxComponents]float64
	pattern pdfread.Name
}

// inks are parts of one of the process inks, and of all spot inks together. Technical inks lie under the picture, or
// over it, or are no ink at all, and so are not among what the limit is for.
type inks struct{ c, m, y, k, spots, technical float64 }

// sum is the ink that the limit is for.
func (i inks) sum() float64 { return i.c + i.m + i.y + i.k + i.spots }

// technical tells whether a spot ink is none of the picture's: a line to cut or to crease, a white below, a varnish
// above.
func technical(name string) bool {
	plain := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
	switch plain {
	case "white", "spotwhite", "whiteink", "trắng", "primer",
		"cut", "cutcontour", "perfcutcontour", "thrucut", "throughcut", "kisscut", "cutline", "cắt", "bế",
		"crease", "fold", "perforation", "perf", "die", "dieline", "diecut",
		"varnish", "spotvarnish", "gloss", "clear":
		return true
	}
	return false
}

// inks of a colour; false where they are not known, as those of RGB.
func (col *color) inks() (inks, bool) { return col.space.inks(col.values[:]) }

func (s *space) inks(values []float64) (inks, bool) {
	switch s.family {
	case deviceGray:
		return inks{k: 1 - clamp(values[0])}, true
	case deviceCMYK:
		return inks{c: clamp(values[0]), m: clamp(values[1]), y: clamp(values[2]), k: clamp(values[3])}, true
	case iccBased:
		if s.components == 4 {
			return cmyk.inks(values)
		}
	case indexed:
		i := int(clampTo(values[0], 255)) * s.base.components
		if i+s.base.components > len(s.table) || s.base.components > maxComponents {
			return inks{}, false
		}
		var of [maxComponents]float64
		for k := range s.base.components {
			of[k] = float64(s.table[i+k]) / 255
		}
		return s.base.inks(of[:])
	case spots:
		var all inks
		for i, name := range s.names {
			switch value := clamp(values[i]); name {
			case process[0]:
				all.c = value
			case process[1]:
				all.m = value
			case process[2]:
				all.y = value
			case process[3]:
				all.k = value
			case "All", "None": // registration marks are looked at for themselves
			default:
				if technical(name) {
					all.technical += value
				} else {
					all.spots += value
				}
			}
		}
		return all, true
	}
	return inks{}, false
}

// alternate is the colour that stands for spot inks where there are no plates for them; false for colours without any.
func (c *checker) alternate(col *color) (color, bool) {
	s := col.space
	if s.family != spots || len(s.alternates) > 0 || s.components > maxComponents ||
		!slices.ContainsFunc(s.names, replaced) {
		return color{}, false
	}
	last := &c.lastAlternate
	if last.of.space != s || last.of.values != col.values {
		last.of, last.is, last.known = *col, color{space: s.base}, false
		var in [maxComponents]float64
		for i := range s.components {
			in[i] = clamp(col.values[i])
		}
		if out := c.evaluate(s.tint, in[:s.components], 0); len(out) == s.base.components {
			last.known = copy(last.is.values[:], out) > 0
		}
	}
	return last.is, last.known
}

// alternated is a colour of spot inks with its alternate.
type alternated struct {
	of, is color
	known  bool
}

// replaced tells whether an ink may be printed by its alternate.
func replaced(name string) bool {
	return name != "All" && name != "None" && !slices.Contains(process[:], name) && !technical(name)
}

// lightInk is the most of cyan, magenta and black with which a colour is light: yellow hides nothing.
const lightInk = 0.2

// lightScreen is the least luminance of a light colour on a screen.
const lightScreen = 0.7

// light tells whether a colour is so light that it is seen on dark ground alone.
func (col *color) light() bool {
	switch all, known := col.inks(); {
	case known: // of a spot ink the look is not known, so it counts as dark
		return all.c+all.m+all.k+all.spots+all.technical <= lightInk
	case col.space.components == 3 && col.space.label != "Lab":
		return 0.2126*col.values[0]+0.7152*col.values[1]+0.0722*col.values[2] >= lightScreen
	}
	return false
}

// luminance is about how light a colour is, from 0 for black to 1 for white.
func (col *color) luminance() float64 {
	if all, known := col.inks(); known {
		return 1 - min(0.3*all.c+0.59*all.m+0.11*all.y+all.k+0.6*all.spots, 1)
	}
	s, values := col.space, col.values
	switch {
	case s.family == indexed && s.base != nil:
		return s.entry(values[0]).luminance()
	case s.label == "Lab":
		return values[0] / 100
	case s.components == 3:
		return 0.3*values[0] + 0.59*values[1] + 0.11*values[2]
	}
	return values[0]
}

// entry is a colour of a table of indexed colours; black where there is none.
func (s *space) entry(index float64) *color {
	of := &color{space: s.base}
	i := int(clampTo(index, 255)) * s.base.components
	if s.base.components > maxComponents || i+s.base.components > len(s.table) {
		return of
	}
	for k := range s.base.components {
		of.values[k] = float64(s.table[i+k]) / 255
	}
	if s.base.label == "Lab" {
		of.values[0] *= 100
	}
	return of
}

// excess tells whether a colour has more ink than a limit in percent.
func (col *color) excess(limit float64) bool {
	all, known := col.inks()
	return known && 100*all.sum() > limit
}

// onScreen tells whether a colour is one of a screen: of red, green and blue.
func (s *space) onScreen() bool {
	switch s.family {
	case deviceRGB, iccBased, calibrated:
		return s.components == 3 && s.label != "Lab"
	case indexed:
		return s.base.onScreen()
	}
	return false
}

// familyOf is the family of a space; unknown for none.
func (s *space) familyOf() family {
	if s == nil {
		return unknown
	}
	return s.family
}

// The inks from which black is rich, and the black from which a colour is black.
const (
	blackFrom = 0.85
	richFrom  = 0.05
)

// richBlack tells whether a colour is black with other inks in it.
func (col *color) richBlack() bool {
	all, known := col.inks()
	return known && all.k >= blackFrom && all.c+all.m+all.y > richFrom
}

// plotted tells whether a colour is that of spot inks alone: of a line to cut or to crease, a white, a varnish.
func (col *color) plotted() bool {
	return col.space.family == spots && !slices.ContainsFunc(col.space.names, func(name string) bool { return slices.Contains(process[:], name) })
}

// registration tells whether a colour is printed on all plates.
func (col *color) registration() bool {
	return col.space.family == spots && len(col.space.names) == 1 && col.space.names[0] == "All" && col.values[0] > 0
}

func clamp(v float64) float64 { return clampTo(v, 1) }

func clampTo(v, most float64) float64 {
	if !(v > 0) {
		return 0
	}
	return min(v, most)
}
