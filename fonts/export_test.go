package fonts

// Measure sets the extents of an outline that a test has made up.
func Measure(o *Outline) { o.measure() }
