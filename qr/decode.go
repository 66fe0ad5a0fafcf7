package qr

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
)

const (
	// MaxPixels is the largest area that Decode and DecodeAll look at: an A0
	// page at 200 dpi.
	MaxPixels = 64 << 20
	// MaxFinders is the largest number of finder patterns, three to a code, on
	// one image.
	MaxFinders = 4096
)

const (
	// A finder pattern is grouped with so many of its nearest fellows. In a
	// grid of codes, those of the same code are among the eight nearest.
	maxNeighbours = 16
	// For each finder pattern, so many groups are tried before the rest is
	// given up: noise can look like any number of codes.
	triesPerFinder = 8
	// Centres of finder patterns are 7 modules less apart than the symbol is
	// wide, and module sizes are estimated this well.
	moduleTolerance = 1.4
	// How far the third finder pattern may lie from the corner of a square, in
	// sides of the square: what a photo taken at an angle distorts.
	squareTolerance = 0.25
)

var (
	// ErrNotFound reports an image without a readable code.
	ErrNotFound = errors.New("không đọc được mã QR nào / no readable QR code")
	// ErrTooManyPixels reports an image or rectangle larger than MaxPixels.
	ErrTooManyPixels = errors.New("ảnh quá lớn / image too large")
	// ErrTooManyFinders reports an image with more than MaxFinders finder patterns.
	ErrTooManyFinders = errors.New("ảnh có quá nhiều mã QR / too many QR codes in the image")
	// ErrReader reports a fault inside the decoder or the image.
	ErrReader = errors.New("bộ đọc mã QR gặp lỗi / the QR reader failed")
)

// Found is a code read from an image.
type Found struct {
	Text    string
	Bounds  image.Rectangle // box around the symbol without quiet zone, px of the image
	Corners [4]image.Point  // of the symbol as it is read, from its top left clockwise, px; they tell how it lies
}

// Decode reads the code in a rectangle of an image, such as the place where a
// page should show one; img.Bounds() stands for the whole. Of several codes it
// returns the first from top to bottom.
//
// Errors: ErrNotFound, ErrTooManyPixels, ErrTooManyFinders, ErrReader.
func Decode(img image.Image, in image.Rectangle) (Found, error) {
	found, err := decode(img, in, true)
	if err != nil {
		return Found{}, err
	}
	return found[0], nil
}

// DecodeAll reads all codes of a page or photo, from top to bottom, then from
// left to right. Errors are those of Decode.
func DecodeAll(img image.Image) ([]Found, error) {
	return decode(img, img.Bounds(), false)
}

func decode(img image.Image, in image.Rectangle, first bool) (found []Found, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, err = nil, fmt.Errorf("%w: %v", ErrReader, r)
		}
	}()
	in = in.Intersect(img.Bounds())
	if in.Empty() {
		return nil, ErrNotFound
	}
	if in.Dx() > MaxPixels/in.Dy() {
		return nil, fmt.Errorf("%w: %d×%d px, tối đa %d / at most %[4]d", ErrTooManyPixels, in.Dx(), in.Dy(), MaxPixels)
	}
	source, err := gozxing.NewPlanarYUVLuminanceSource(luminance(img, in), in.Dx(), in.Dy(), 0, 0, in.Dx(), in.Dy(), false)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrReader, err)
	}
	// Light that falls off across a photo needs a local threshold; large dark
	// modules need a global one.
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrReader, err)
		}
		matrix, err := bitmap.GetBlackMatrix()
		if err != nil {
			continue // one even colour
		}
		if first {
			if f, ok := readPure(bitmap, matrix); ok {
				return []Found{f.movedTo(in.Min)}, nil
			}
		}
		read, err := readAll(matrix)
		if err != nil {
			return nil, err
		}
		for _, f := range read {
			f = f.movedTo(in.Min)
			if !slices.ContainsFunc(found, f.sameAs) {
				found = append(found, f)
			}
		}
		if first && len(found) > 0 {
			break
		}
		if len(found) == 0 {
			if f, ok := readPure(bitmap, matrix); ok {
				found = append(found, f.movedTo(in.Min))
			}
		}
	}
	if len(found) == 0 {
		return nil, ErrNotFound
	}
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Or(a.Bounds.Min.Y-b.Bounds.Min.Y, a.Bounds.Min.X-b.Bounds.Min.X)
	})
	return found, nil
}

func (f Found) movedTo(origin image.Point) Found {
	f.Bounds = f.Bounds.Add(origin)
	for i, corner := range f.Corners {
		f.Corners[i] = corner.Add(origin)
	}
	return f
}

// sameAs reports whether two readings are of one symbol.
func (f Found) sameAs(other Found) bool {
	common := f.Bounds.Intersect(other.Bounds)
	return f.Text == other.Text && 2*common.Dx()*common.Dy() > f.Bounds.Dx()*f.Bounds.Dy()
}

// luminance returns the brightness of the pixels of a rectangle, row by row, on
// white where they are transparent.
func luminance(img image.Image, in image.Rectangle) []byte {
	out := make([]byte, 0, in.Dx()*in.Dy())
	for y := in.Min.Y; y < in.Max.Y; y++ {
		switch img := img.(type) {
		case *image.Gray:
			at := img.PixOffset(in.Min.X, y)
			out = append(out, img.Pix[at:at+in.Dx()]...)
		case *image.YCbCr:
			at := img.YOffset(in.Min.X, y)
			out = append(out, img.Y[at:at+in.Dx()]...)
		case *image.RGBA:
			at := img.PixOffset(in.Min.X, y)
			for p := range slices.Chunk(img.Pix[at:at+4*in.Dx()], 4) {
				r, g, b, a := int(p[0]), int(p[1]), int(p[2]), int(p[3])
				out = append(out, byte(min((r+2*g+b)/4+255-a, 255)))
			}
		default:
			for x := in.Min.X; x < in.Max.X; x++ {
				r, g, b, a := img.At(x, y).RGBA()
				out = append(out, byte(min((r+2*g+b)/4+0xFFFF-a, 0xFFFF)>>8))
			}
		}
	}
	return out
}

// readPure reads a symbol that is upright and alone, without looking for finder
// patterns. It succeeds on small clean renders that the search misses.
func readPure(bitmap *gozxing.BinaryBitmap, matrix *gozxing.BitMatrix) (f Found, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		return Found{}, false
	}
	box := matrix.GetEnclosingRectangle()
	bounds := image.Rect(box[0], box[1], box[0]+box[2], box[1]+box[3])
	return Found{result.GetText(), bounds, [4]image.Point{bounds.Min, {bounds.Max.X, bounds.Min.Y}, bounds.Max, {bounds.Min.X, bounds.Max.Y}}}, true
}

// A corner group is three finder patterns that may belong to one symbol.
type cornerGroup struct {
	topLeft, topRight, bottomLeft *detector.FinderPattern
	side                          float64 // px
}

// readAll reads all symbols of a matrix: it groups finder patterns into squares
// and tries those from small to large, since no false square within a grid of
// codes is smaller than the codes.
//
// The search of gozxing compares all triples of finder patterns, which takes
// minutes on a page of some hundred codes.
func readAll(matrix *gozxing.BitMatrix) ([]Found, error) {
	finders, err := findFinders(matrix)
	if err != nil {
		return nil, err
	}
	var (
		groups = groupFinders(finders)
		used   = map[*detector.FinderPattern]bool{}
		found  []Found
	)
	for tries := triesPerFinder * len(finders); len(groups) > 0 && tries > 0; groups = groups[1:] {
		g := groups[0]
		if used[g.topLeft] || used[g.topRight] || used[g.bottomLeft] {
			continue
		}
		tries--
		if f, ok := g.read(matrix); ok {
			used[g.topLeft], used[g.topRight], used[g.bottomLeft] = true, true, true
			found = append(found, f)
		}
	}
	return found, nil
}

// findFinders scans the rows of a matrix for the 1:1:3:1:1 of finder patterns.
func findFinders(matrix *gozxing.BitMatrix) ([]*detector.FinderPattern, error) {
	finder := detector.NewFinderPatternFinder(matrix, nil)
	// The five runs that end before the current pixel; even ones are dark.
	runs := make([]int, 5)
	for y := detector.FinderPatternFinder_MIN_SKIP - 1; y < matrix.GetHeight(); y += detector.FinderPatternFinder_MIN_SKIP {
		clear(runs)
		run := 0
		for x := 0; x <= matrix.GetWidth(); x++ {
			dark := matrix.Get(x, y)
			switch {
			case dark == (run%2 == 0):
				runs[run]++
				continue
			case run < 4:
				run++
				runs[run]++
				continue
			}
			if detector.FinderPatternFinder_foundPatternCross(runs) && finder.HandlePossibleCenter(runs, y, x) {
				clear(runs)
				run = 0
				continue
			}
			copy(runs, runs[2:])
			runs[3], runs[4] = 1, 0
			run = 3
		}
		if len(finder.GetPossibleCenters()) > MaxFinders {
			return nil, fmt.Errorf("%w: tối đa %d / at most %[2]d", ErrTooManyFinders, MaxFinders/3)
		}
	}
	return finder.GetPossibleCenters(), nil
}

func groupFinders(finders []*detector.FinderPattern) []cornerGroup {
	var groups []cornerGroup
	for _, corner := range finders {
		near := neighbours(corner, finders)
		for _, right := range near {
			dx, dy := right.GetX()-corner.GetX(), right.GetY()-corner.GetY()
			side := math.Hypot(dx, dy)
			for _, below := range near {
				if below != right && math.Hypot(below.GetX()-corner.GetX()+dy, below.GetY()-corner.GetY()-dx) < squareTolerance*side {
					groups = append(groups, cornerGroup{corner, right, below, side})
				}
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b cornerGroup) int { return cmp.Compare(a.side, b.side) })
	return groups
}

// neighbours returns the finder patterns nearest to one, of its module size and
// as far away as those of one symbol can be.
func neighbours(of *detector.FinderPattern, finders []*detector.FinderPattern) []*detector.FinderPattern {
	distance := func(f *detector.FinderPattern) float64 { return math.Hypot(f.GetX()-of.GetX(), f.GetY()-of.GetY()) }
	module := of.GetEstimatedModuleSize()
	var near []*detector.FinderPattern
	for _, f := range finders {
		modules := distance(f) / module
		ratio := f.GetEstimatedModuleSize() / module
		if modules > float64(sizeOf(1)-7)/moduleTolerance && modules < float64(sizeOf(maxVersion)-7)*moduleTolerance &&
			ratio > 1/moduleTolerance && ratio < moduleTolerance {
			near = append(near, f)
		}
	}
	slices.SortStableFunc(near, func(a, b *detector.FinderPattern) int { return cmp.Compare(distance(a), distance(b)) })
	return near[:min(len(near), maxNeighbours)]
}

// read samples the modules between three finder patterns and decodes them.
func (g cornerGroup) read(matrix *gozxing.BitMatrix) (f Found, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	sampled, err := detector.NewDetector(matrix).ProcessFinderPatternInfo(detector.NewFinderPatternInfo(g.bottomLeft, g.topLeft, g.topRight))
	if err != nil {
		return Found{}, false
	}
	result, err := decoder.NewDecoder().DecodeWithoutHint(sampled.GetBits())
	if err != nil {
		return Found{}, false
	}
	corners := g.corners(sampled.GetBits().GetWidth())
	return Found{result.GetText(), boxAround(corners), corners}, true
}

// corners returns those of a symbol of so many modules: the centres of finder
// patterns lie 3.5 modules within its edges.
func (g cornerGroup) corners(modules int) (corners [4]image.Point) {
	var (
		x0, y0 = g.topLeft.GetX(), g.topLeft.GetY()
		pitch  = float64(modules - 7)
		ux, uy = (g.topRight.GetX() - x0) / pitch, (g.topRight.GetY() - y0) / pitch
		vx, vy = (g.bottomLeft.GetX() - x0) / pitch, (g.bottomLeft.GetY() - y0) / pitch
		near   = -3.5
		far    = pitch + 3.5
	)
	for i, at := range [4][2]float64{{near, near}, {far, near}, {far, far}, {near, far}} {
		u, v := at[0], at[1]
		corners[i] = image.Pt(int(math.Round(x0+u*ux+v*vx)), int(math.Round(y0+u*uy+v*vy)))
	}
	return corners
}

func boxAround(corners [4]image.Point) image.Rectangle {
	box := image.Rectangle{corners[0], corners[0]}
	for _, c := range corners {
		box.Min.X, box.Min.Y = min(box.Min.X, c.X), min(box.Min.Y, c.Y)
		box.Max.X, box.Max.Y = max(box.Max.X, c.X), max(box.Max.Y, c.Y)
	}
	return box
}
