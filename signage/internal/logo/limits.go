package logo

// MaxAspect is how many times longer than the other a side of a logo may be.
const MaxAspect = 100

// maxScans is how often a JPEG may go over its pixels; programs write about ten scans.
const maxScans = 200

// The limits on an SVG file. The largest traced emblems that offices send have about 20,000 elements and 200,000 points.
const (
	maxElements       = 50_000      // in the file, those that draw nothing too
	maxDepth          = 64          // of elements within elements, through use too
	maxAttributeBytes = 2 << 20     // one attribute; a traced path is one attribute
	maxAttributes     = 200         // of one element
	maxStyleBytes     = 512 << 10   // all style sheets together
	maxRules          = 2_000       // of the style sheets
	maxMatches        = 100_000_000 // comparisons of the rules with the elements' names and classes
	maxClasses        = 8           // in one selector
	maxDashes         = 100         // lengths in the pattern of a stroke
	maxBlended        = 200         // areas with opacity, counted again for all that lie over them
	maxDrawn          = 50_000      // elements drawn, every copy made by use counted
	maxPoints         = 500_000     // of the finished outlines
	maxSteps          = 3_000_000   // points handled on the way to them
	maxNumber         = 1e9         // magnitude of a number in the file
	minSide           = 1e-3        // of a viewBox or viewport
	maxCoordinate     = 1e15        // magnitude of a coordinate after all transforms
)
