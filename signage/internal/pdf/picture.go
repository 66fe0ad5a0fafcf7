package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/icc"
	"github.com/bangron/bangron/signage/internal/scene"
)

// pictures are the pixel images of a document, each held once.
type pictures struct {
	of     map[string]*picture // by the digest of the file
	placed []*picture
	inks   *icc.Converter // nil until it is needed
}

type picture struct {
	name          string
	width, height int
	space         string // the colour space; empty: by the profile
	profile       []byte // ICC
	components    int    // of the profile
	filter        string // how the samples are packed, when that is not by deflating
	samples       []byte
	mask          []byte // one byte to a pixel, or one bit where the profile has no transparency; nil: opaque
	maskWidth     int    // px
	maskHeight    int
	flattened     bool // what lies below is mixed into it
}

// PictureName is what the names of pictures among the resources begin with.
const PictureName = "I"

// picture places an image.
func (p *page) picture(n *scene.Image) error {
	r := n.Rect
	if !(r.Width() > 0 && r.Height() > 0 && max(math.Abs(r.X0), math.Abs(r.Y0), r.Width(), r.Height()) <= maxCoordinate) {
		return fmt.Errorf("%w: a picture at %+v mm", ErrContainer, r)
	}
	digest := sha256.Sum256(n.File)
	key := string(digest[:])
	if p.options.Profile == Office {
		key += fmt.Sprint(printed(n))
	}
	image := p.pictures.of[key]
	if image == nil {
		var err error
		if image, err = p.readPicture(n); err != nil {
			return err
		}
		p.pictures.placed = append(p.pictures.placed, image)
		image.name = fmt.Sprintf("%s%d", PictureName, len(p.pictures.placed))
		if !image.flattened { // on another ground it is another
			p.pictures.of[key] = image
		}
	}
	p.remember(lower{picture: image, rect: r})
	p.overprint(false)
	p.content = append(p.content, "q "...)
	p.content = p.matrix(r.Width()*p.unit, 0, 0, -r.Height()*p.unit, r.X0*p.unit, r.Y1*p.unit)
	p.content = fmt.Appendf(p.content, "/%s Do Q\n", image.name)
	return nil
}

// transparent tells whether what lies below is seen through some picture.
func (p *pictures) transparent() bool {
	return slices.ContainsFunc(p.placed, func(image *picture) bool { return image.mask != nil })
}

// readPicture makes the samples of an image as the profile takes them. Print shops get its own colours.
func (p *page) readPicture(n *scene.Image) (*picture, error) {
	file, format := n.File, n.Format
	var profile []byte
	if n.Own != nil && p.options.Profile.press() {
		file, format, profile = n.Own.File, n.Own.Format, n.Own.Profile
	}
	if format == "cmyk" {
		return p.readInks(n, profile)
	}
	var pixels image.Image
	var err error
	switch format {
	case "png":
		pixels, err = png.Decode(bytes.NewReader(file))
	case "jpeg":
		pixels, err = jpeg.Decode(bytes.NewReader(file))
	default:
		err = fmt.Errorf("a picture in the format %q", format)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContainer, err)
	}
	if most := printed(n); p.options.Profile == Office && pixels.Bounds().Dx() > most.X && pixels.Bounds().Dy() > most.Y {
		pixels = shrunk(pixels, most)
		if format == "jpeg" {
			var again bytes.Buffer
			if err := jpeg.Encode(&again, pixels, &jpeg.Options{Quality: officeJPEG}); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrContainer, err)
			}
			file = again.Bytes()
		}
	}
	size := pixels.Bounds().Size()
	out := &picture{width: size.X, height: size.Y}
	colored, transparent := split(pixels)
	if p.options.Profile == X1a {
		inks, err := p.pictures.converterOf(p.options.Intent, profile)
		if err != nil {
			return nil, err
		}
		out.space, out.samples = "/DeviceCMYK", make([]byte, 0, 4*size.X*size.Y)
		for i := 0; i < len(colored); i += 3 {
			c, m, y, k := inks.Convert(colored[i], colored[i+1], colored[i+2])
			out.samples = append(out.samples, c, m, y, k)
		}
		if transparent != nil {
			if err := p.flatten(out, n.Rect, transparent); err != nil {
				return nil, err
			}
			out.flattened = true
		}
		return out, nil
	}
	gray, _ := pixels.(*image.Gray)
	switch {
	case gray != nil && profile != nil:
		out.components, out.profile = 1, profile
	case gray != nil && format == "jpeg":
		// PDF/X-4 takes it with an intent of CMYK: it is black ink alone, as greys are in X-1a.
		out.space = "/DeviceGray"
	case p.options.Profile == Office:
		out.space = "/DeviceRGB"
	case profile != nil:
		out.components, out.profile = 3, profile
	default:
		out.components, out.profile = 3, icc.SRGB()
	}
	out.samples, out.mask, out.maskWidth, out.maskHeight = colored, transparent, size.X, size.Y
	if format == "jpeg" {
		out.filter, out.samples = "/DCTDecode", file
	} else if out.components == 1 {
		out.samples = out.samples[:0]
		for i := 0; i < len(colored); i += 3 {
			out.samples = append(out.samples, colored[i])
		}
	}
	return out, nil
}

// readInks takes the inks of an image as they are. In a file for X-4 they keep their own profile, unless it is that of the
// press.
func (p *page) readInks(n *scene.Image, profile []byte) (*picture, error) {
	if len(n.Own.File) != 4*n.Width*n.Height {
		return nil, fmt.Errorf("%w: a picture of %d × %d px in %d bytes of ink", ErrContainer, n.Width, n.Height, len(n.Own.File))
	}
	out := &picture{width: n.Width, height: n.Height, space: "/DeviceCMYK", samples: n.Own.File}
	if profile != nil && p.options.Profile == X4 {
		press, err := p.options.Intent.profile().Bytes()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrContainer, err)
		}
		if !bytes.Equal(press, profile) {
			out.space, out.components, out.profile = "", 4, profile
		}
	}
	return out, nil
}

// The resolution of pictures in the files of offices, whose printers show no more, and the quality of JPEGs that are written
// anew for it.
const (
	officeDPI  = 300
	officeJPEG = 92
)

// printed is how many pixels of a picture an office's printer shows.
func printed(n *scene.Image) image.Point {
	dots := func(mm float64) int { return max(1, int(math.Ceil(mm*officeDPI/25.4))) }
	return image.Point{X: dots(n.Rect.Width()), Y: dots(n.Rect.Height())}
}

// shrunk is a picture with fewer pixels, each the mean of those that it stands for.
func shrunk(pixels image.Image, to image.Point) image.Image {
	from := pixels.Bounds()
	gray, isGray := pixels.(*image.Gray)
	small, smallGray := image.NewNRGBA(image.Rectangle{Max: to}), image.NewGray(image.Rectangle{Max: to})
	for y := range to.Y {
		y0, y1 := from.Min.Y+y*from.Dy()/to.Y, from.Min.Y+(y+1)*from.Dy()/to.Y
		for x := range to.X {
			x0, x1 := from.Min.X+x*from.Dx()/to.X, from.Min.X+(x+1)*from.Dx()/to.X
			var sum [4]int // colours as much as they are opaque
			for v := y0; v < y1; v++ {
				for u := x0; u < x1; u++ {
					if isGray {
						sum[0] += int(gray.GrayAt(u, v).Y)
						continue
					}
					c := color.NRGBAModel.Convert(pixels.At(u, v)).(color.NRGBA)
					a := int(c.A)
					sum[0], sum[1], sum[2], sum[3] = sum[0]+int(c.R)*a, sum[1]+int(c.G)*a, sum[2]+int(c.B)*a, sum[3]+a
				}
			}
			n := (x1 - x0) * (y1 - y0)
			if isGray {
				smallGray.SetGray(x, y, color.Gray{Y: uint8((sum[0] + n/2) / n)})
				continue
			}
			if a := sum[3]; a > 0 {
				small.SetNRGBA(x, y, color.NRGBA{
					R: uint8((sum[0] + a/2) / a), G: uint8((sum[1] + a/2) / a), B: uint8((sum[2] + a/2) / a), A: uint8((a + n/2) / n),
				})
			}
		}
	}
	if isGray {
		return smallGray
	}
	return small
}

// split gives the colours of an image, and how opaque it is where it is not everywhere.
func split(pixels image.Image) (rgb, alpha []byte) {
	bounds := pixels.Bounds()
	rgb = make([]byte, 0, 3*bounds.Dx()*bounds.Dy())
	alpha = make([]byte, 0, bounds.Dx()*bounds.Dy())
	opaque := true
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := color.NRGBAModel.Convert(pixels.At(x, y)).(color.NRGBA)
			rgb = append(rgb, c.R, c.G, c.B)
			alpha = append(alpha, c.A)
			opaque = opaque && c.A == 255
		}
	}
	if opaque {
		alpha = nil
	}
	return rgb, alpha
}

// converter separates colours for an intent.
func (p *pictures) converter(intent Intent) (*icc.Converter, error) {
	if p.inks == nil {
		inks, err := intent.profile().Converter(icc.Options{KeepBlack: true})
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrContainer, err)
		}
		p.inks = inks
	}
	return p.inks, nil
}

// converterOf separates the colours of a picture by its profile; nil: sRGB.
func (p *pictures) converterOf(intent Intent, profile []byte) (*icc.Converter, error) {
	if profile == nil {
		return p.converter(intent)
	}
	source, err := icc.ParseColors(profile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContainer, err)
	}
	inks, err := intent.profile().Converter(icc.Options{KeepBlack: true, Source: source})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContainer, err)
	}
	return inks, nil
}

// separated is the ink of a part of a logo by the profile of the press: a logo's colours are given for screens. White and
// black stay what they are.
func (p *page) separated(ink scene.Ink) (scene.Ink, error) {
	inks, err := p.pictures.converter(p.options.Intent)
	if err != nil {
		return ink, err
	}
	c, m, y, k := inks.Convert(ink.R, ink.G, ink.B)
	ink.C, ink.M, ink.Y, ink.K = float64(c)/255, float64(m)/255, float64(y)/255, float64(k)/255
	return ink, nil
}

// add adds the pictures to a file and returns the entries of a resource dictionary.
func (p *pictures) add(f *file, profile Profile) (string, error) {
	var entries strings.Builder
	spaces := make(map[string]int) // the objects of profiles
	for _, image := range p.placed {
		head := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 ", image.width, image.height)
		space := image.space
		if space == "" {
			n, known := spaces[string(image.profile)]
			if !known {
				var err error
				if n, err = f.addStream(fmt.Sprintf("/N %d ", image.components), image.profile); err != nil {
					return "", err
				}
				spaces[string(image.profile)] = n
			}
			space = fmt.Sprintf("[/ICCBased %d 0 R]", n)
		}
		head += "/ColorSpace " + space + " "
		if image.mask != nil {
			key, kind := "SMask", "/ColorSpace /DeviceGray /BitsPerComponent 8 "
			if profile == X1a {
				key, kind = "Mask", "/ImageMask true /BitsPerComponent 1 "
			}
			n, err := f.addStream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d %s", image.maskWidth, image.maskHeight, kind), image.mask)
			if err != nil {
				return "", err
			}
			head += fmt.Sprintf("/%s %d 0 R ", key, n)
		}
		var n int
		if image.filter != "" {
			n = f.add(fmt.Appendf(nil, "<<%s/Filter %s /Length %d>>\nstream\n%s\nendstream", head, image.filter, len(image.samples), image.samples))
		} else {
			var err error
			if n, err = f.addStream(head, image.samples); err != nil {
				return "", err
			}
		}
		fmt.Fprintf(&entries, "/%s %d 0 R\n", image.name, n)
	}
	return entries.String(), nil
}
