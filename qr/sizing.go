package qr

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

const (
	// MinModule is the narrowest module that a phone reads from paper, in mm.
	MinModule = 0.4
	// MinDots is the least number of device dots across a module: fewer, and
	// rounding to dots makes modules unequal.
	MinDots = 4
	// DistanceRatio is the farthest scan distance in widths of the symbol: the
	// rule of thumb of the trade.
	DistanceRatio = 10
	// DefaultDPI is the resolution of a device that is not named, in dots per inch.
	DefaultDPI = 300
)

const mmPerInch = 25.4

var (
	// ErrTooSmall is matched by every *TooSmallError.
	ErrTooSmall = errors.New("mã QR quá nhỏ / QR code too small")
	// ErrSizing reports a distance, resolution, width or module count that is
	// no positive finite number, or not that of a symbol.
	ErrSizing = errors.New("kích thước mã QR không hợp lệ / invalid QR dimensions")
)

// Sizing is what a symbol must be readable for. The zero value asks for a
// print at DefaultDPI that is scanned from close by.
type Sizing struct {
	ScanDistance float64 // from the phone to the sign, mm; zero means close by
	DPI          float64 // of the output device, dots per inch; zero means DefaultDPI
}

// Extent is the size of a printed symbol, in mm.
type Extent struct {
	Module   float64 // width of a module
	Symbol   float64 // width of all modules, without the quiet zone
	Outer    float64 // width with the quiet zone on both sides
	Distance float64 // farthest scan distance
}

func extentOf(modules int, module float64) Extent {
	symbol := float64(modules) * module
	return Extent{
		Module:   module,
		Symbol:   symbol,
		Outer:    float64(modules+2*QuietZone) * module,
		Distance: symbol * DistanceRatio,
	}
}

// Metres returns a scan distance of so many mm as it is printed, in m: rounded
// down, so that whoever keeps to it can scan, to two decimals below 1 m and to
// one from there on.
func Metres(distance float64) float64 {
	steps := 100.0
	if distance+lengthTolerance >= 1000 {
		steps = 10
	}
	return math.Floor((distance+lengthTolerance)*steps/1000) / steps
}

// TooSmallError reports a box that is too small for a symbol. The message
// states the remedy in whole millimetres.
type TooSmallError struct {
	Modules int
	Given   Extent // what the box allows
	Need    Extent // the least that is readable
}

func (e *TooSmallError) Error() string {
	symbol, outer := ceil(e.Need.Symbol), ceil(e.Need.Outer)
	given, module := fmt.Sprintf("%.1f", e.Given.Symbol), fmt.Sprintf("%.2f", e.Need.Module)
	return fmt.Sprintf("mã QR %d×%[1]d ô rộng %s mm là quá nhỏ: cần ít nhất %.0f mm (%.0f mm kể cả lề trắng), mỗi ô từ %s mm / ",
		e.Modules, strings.Replace(given, ".", ",", 1), symbol, outer, strings.Replace(module, ".", ",", 1)) +
		fmt.Sprintf("a QR code of %d×%[1]d modules, %s mm wide, is too small: it needs at least %.0f mm (%.0f mm with its quiet zone), %s mm a module",
			e.Modules, given, symbol, outer, module)
}

// Is makes errors.Is(err, ErrTooSmall) true.
func (e *TooSmallError) Is(target error) bool { return target == ErrTooSmall }

// Smallest returns the smallest readable print of a symbol with so many
// modules to a side, 21 to 177 in steps of four. Its error is ErrSizing.
func (s Sizing) Smallest(modules int) (Extent, error) {
	dpi := s.DPI
	if dpi == 0 {
		dpi = DefaultDPI
	}
	if modules < sizeOf(1) || modules > sizeOf(maxVersion) || modules%4 != 1 ||
		!(s.ScanDistance >= 0) || math.IsInf(s.ScanDistance, 0) || !(dpi > 0) || math.IsInf(dpi, 0) {
		return Extent{}, fmt.Errorf("%w: %d ô, cách %v mm, %v dpi / %[2]d modules, from %[3]v mm, %[4]v dpi", ErrSizing, modules, s.ScanDistance, dpi)
	}
	module := max(MinModule, MinDots*mmPerInch/dpi, s.ScanDistance/DistanceRatio/float64(modules))
	return extentOf(modules, module), nil
}

// Fit returns the largest print of a symbol in a square box of so many mm,
// quiet zone included, and from how far it can be scanned. A box that is too
// small is a *TooSmallError; other errors are those of Smallest.
func (s Sizing) Fit(modules int, box float64) (Extent, error) {
	need, err := s.Smallest(modules)
	if err != nil {
		return Extent{}, err
	}
	if !(box > 0) || math.IsInf(box, 0) {
		return Extent{}, fmt.Errorf("%w: ô vuông %v mm / a box of %[2]v mm", ErrSizing, box)
	}
	given := extentOf(modules, box/float64(modules+2*QuietZone))
	if need.Module-given.Module > lengthTolerance {
		return given, &TooSmallError{Modules: modules, Given: given, Need: need}
	}
	return given, nil
}

// lengthTolerance is what floating point may take from a length in mm, so that
// a box of exactly the needed width fits.
const lengthTolerance = 1e-6

// ceil is the least whole number of mm that a length fits in.
func ceil(mm float64) float64 { return math.Ceil(mm - lengthTolerance) }
