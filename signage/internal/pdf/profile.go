package pdf

// Profile is what a file is made for.
type Profile int

// The profiles.
const (
	X1a    Profile = iota // PDF/X-1a:2003: process and spot inks, outlines, PDF 1.4
	X4                    // PDF/X-4: pictures keep their colours beside their profile, PDF 1.6
	Office                // sRGB, live text and links, for desktop printers and screens
)

// press tells whether a profile is for print shops.
func (p Profile) press() bool { return p != Office }

// version of PDF that a profile is written in.
func (p Profile) version() string {
	switch p {
	case X4:
		return "1.6"
	case Office:
		return "1.5"
	}
	return "1.4"
}

// identity is the name by which a file says that it keeps to a profile; empty for [Office].
func (p Profile) identity() string {
	switch p {
	case X1a:
		return "PDF/X-1a:2003"
	case X4:
		return "PDF/X-4"
	}
	return ""
}
