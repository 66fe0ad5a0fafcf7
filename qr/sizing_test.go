package qr

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSmallest(t *testing.T) {
	for _, tt := range []struct {
		name    string
		sizing  Sizing
		modules int
		want    Extent
	}{
		{"paper bounds the module", Sizing{}, 25, Extent{0.4, 10, 13.2, 100}},
		{"the device bounds the module", Sizing{DPI: 101.6}, 25, Extent{1, 25, 33, 250}},
		{"the distance bounds the symbol", Sizing{ScanDistance: 500}, 25, Extent{2, 50, 66, 500}},
	} {
		got, err := tt.sizing.Smallest(tt.modules)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i, pair := range [][2]float64{{got.Module, tt.want.Module}, {got.Symbol, tt.want.Symbol}, {got.Outer, tt.want.Outer}, {got.Distance, tt.want.Distance}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9 {
				t.Errorf("%s: field %d is %v, want %v", tt.name, i, pair[0], pair[1])
			}
		}
	}
}

func TestFitRefusesWithTheRemedy(t *testing.T) {
	_, err := Sizing{ScanDistance: 455}.Fit(37, 40)
	var small *TooSmallError
	if !errors.Is(err, ErrTooSmall) || !errors.As(err, &small) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"cần ít nhất 46 mm (56 mm kể cả lề trắng)", "at least 46 mm (56 mm with its quiet zone)", "1.23 mm"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
	if _, err := (Sizing{ScanDistance: 455}).Fit(37, 56); err != nil {
		t.Errorf("the remedy does not help: %v", err)
	}
}

// TestFitHalfwayBetweenMicrometres: lengths that round differently by a bit in the last place still fit.
func TestFitHalfwayBetweenMicrometres(t *testing.T) {
	s := Sizing{ScanDistance: 124.109375, DPI: 204.75}
	need, err := s.Smallest(25)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Fit(25, need.Outer); err != nil {
		t.Error(err)
	}
}

// TestFitInvertsSmallest: the smallest print fits its own box, a hair less does
// not, and whatever fits can be scanned from the distance asked for.
func TestFitInvertsSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Sizing{ScanDistance: rapid.Float64Range(0, 50000).Draw(t, "distance"), DPI: rapid.Float64Range(30, 2400).Draw(t, "dpi")}
		modules := sizeOf(rapid.IntRange(1, maxVersion).Draw(t, "version"))
		need, err := s.Smallest(modules)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Fit(modules, need.Outer)
		if err != nil || got.Distance < s.ScanDistance-1e-2 || got.Module < MinModule-1e-6 {
			t.Fatalf("%+v, %v", got, err)
		}
		if _, err := s.Fit(modules, need.Outer*0.999); !errors.Is(err, ErrTooSmall) {
			t.Fatalf("a smaller box fits: %v", err)
		}
	})
}

func TestSizingRefusesNonsense(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		sizing  Sizing
		modules int
		box     float64
	}{
		{Sizing{}, 20, 50}, {Sizing{}, 22, 50}, {Sizing{}, 181, 500}, {Sizing{}, 0, 50}, {Sizing{}, -21, 50},
		{Sizing{ScanDistance: -1}, 21, 50}, {Sizing{ScanDistance: nan}, 21, 50}, {Sizing{ScanDistance: inf}, 21, 50},
		{Sizing{DPI: -1}, 21, 50}, {Sizing{DPI: nan}, 21, 50}, {Sizing{DPI: inf}, 21, 50},
		{Sizing{}, 21, 0}, {Sizing{}, 21, -1}, {Sizing{}, 21, nan}, {Sizing{}, 21, inf},
	} {
		if got, err := tt.sizing.Fit(tt.modules, tt.box); !errors.Is(err, ErrSizing) || got != (Extent{}) {
			t.Errorf("%+v.Fit(%d, %v) = %+v, %v", tt.sizing, tt.modules, tt.box, got, err)
		}
	}
}

// What is printed as a distance can be asked for.
func TestMetresRoundsDown(t *testing.T) {
	for mm, want := range map[float64]float64{
		0: 0, 4: 0, 352.3: 0.35, 359.9: 0.35, 570: 0.57, 994: 0.99, 999.9: 0.99, 1000: 1, 1090: 1, 1999: 1.9, 2000: 2, 1999.9999999: 2, 34_560: 34.5,
	} {
		if got := Metres(mm); got != want {
			t.Errorf("%v mm: %v m, want %v", mm, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		modules := sizeOf(rapid.IntRange(1, maxVersion).Draw(t, "version"))
		width := rapid.Float64Range(80, 5000).Draw(t, "width")
		at, err := Sizing{}.Fit(modules, width)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := (Sizing{ScanDistance: Metres(at.Distance) * 1000}).Fit(modules, width); err != nil {
			t.Errorf("%v modules, %v mm: %v", modules, width, err)
		}
	})
}
