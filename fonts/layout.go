package fonts

// Limits on the layout tables GDEF, GSUB and GPOS.
const (
	maxLayoutBytes = 32 << 20 // memory for the parsed form of one table; real ones take below 2 MB
	maxSequence    = 64       // glyphs that may replace one glyph; HarfBuzz lets a whole text grow by this factor
	maxCalls       = 4096     // lookups applied, and glyphs made, at one position of a text through lookups that apply others
)

// checkLayout bounds what a layout table costs.
//
// First the memory for parsing it. Such a table is a tree whose nodes are found by offsets, and a file may name the same
// node 65,535 times on each of three levels: a hundred kilobytes unfold to terabytes. The walk follows the tree as the
// parser does and adds up what each node takes. What is out of bounds reads as zero: the parser will reject it.
//
// Then the time for applying it. A lookup may apply others, and so itself: go-text 0.3.0 follows it until the stack is
// full, which no recover catches.
//
// The structures are those of the OpenType specification 1.9.1, chapters "Common table formats", "GDEF", "GSUB", "GPOS".
func checkLayout(tag string, table []byte) error {
	w := &layoutWalk{data: table, left: maxLayoutBytes}
	switch tag {
	case "GDEF":
		w.definitions()
	case "GSUB":
		w.layout(0)
	case "GPOS":
		w.layout(positioning)
	}
	if w.left < 0 {
		return tooLarge("table %s unfolds to more than %d MB", tag, maxLayoutBytes>>20)
	}
	for i := range w.lookups {
		l := &w.lookups[i]
		if l.sequence > maxSequence {
			return tooLarge("one glyph becomes %d, at most %d", l.sequence, maxSequence)
		}
		if w.calls(l) > maxCalls {
			return tooLarge("lookup %d of %s applies itself, or too many others", i, tag)
		}
	}
	return nil
}

type layoutWalk struct {
	data    []byte
	left    int // bytes that may still be spent
	lookups []lookup
}

// lookup is what a lookup of GSUB or GPOS may do at one position of a text.
type lookup struct {
	sequence int              // glyphs that it puts in the place of one
	applied  int              // lookups that one of its rules applies, at most
	others   map[int]struct{} // those that any of its rules applies
	calls    int              // what all this comes to; 0: unknown
	open     bool             // being counted
}

// calls bounds what applying a lookup comes to. It stops above the limit, and counts a lookup that applies itself as
// over it.
func (w *layoutWalk) calls(l *lookup) int {
	if l.open {
		return maxCalls + 1
	}
	if l.calls > 0 {
		return l.calls
	}
	l.open = true
	worst := 0
	for i := range l.others {
		if i < len(w.lookups) {
			worst = max(worst, w.calls(&w.lookups[i]))
		}
	}
	l.open = false
	l.calls = min(max(1, l.sequence)+l.applied*worst, maxCalls+1)
	return l.calls
}

const nodeBytes = 64 // about what the parser allocates for a node, besides its arrays

func (w *layoutWalk) u16(at int) int {
	if at < 0 || at+2 > len(w.data) {
		return 0
	}
	return int(be.Uint16(w.data[at:]))
}

func (w *layoutWalk) u32(at int) int { return w.u16(at)<<16 | w.u16(at+2) }

// array spends an array of records and visits each. It returns the position after it.
func (w *layoutWalk) array(at, count, size int, visit func(at int)) int {
	w.left -= nodeBytes + count*size
	for i := 0; visit != nil && i < count && w.left >= 0; i++ {
		visit(at + i*size)
	}
	return at + count*size
}

// list is an array that starts with its own length.
func (w *layoutWalk) list(at, size int, visit func(at int)) int {
	return w.array(at+2, w.u16(at), size, visit)
}

// numbers is a list of 16-bit numbers.
func (w *layoutWalk) numbers(at int) { w.list(at, 2, nil) }

// follow visits what a 16-bit offset, stored at a position and counted from a base, points to.
func (w *layoutWalk) follow(at, base int, visit func(at int)) {
	if offset := w.u16(at); offset != 0 {
		visit(base + offset)
	}
}

// offsets is a list of such offsets.
func (w *layoutWalk) offsets(at, base int, visit func(at int)) int {
	return w.list(at, 2, func(at int) { w.follow(at, base, visit) })
}

func (w *layoutWalk) coverage(at int) {
	if w.u16(at) == 1 {
		w.numbers(at + 2)
	} else {
		w.list(at+2, 6, nil)
	}
}

func (w *layoutWalk) classes(at int) {
	if w.u16(at) == 1 {
		w.numbers(at + 4)
	} else {
		w.list(at+2, 6, nil)
	}
}

func (w *layoutWalk) device(at int) { w.left -= nodeBytes + max(0, w.u16(at+2)-w.u16(at)) }

func (w *layoutWalk) anchor(at int) {
	w.left -= nodeBytes
	if w.u16(at) == 3 {
		w.follow(at+6, at, w.device)
		w.follow(at+8, at, w.device)
	}
}

func (w *layoutWalk) definitions() {
	w.follow(4, 0, w.classes)
	w.follow(6, 0, func(at int) { // attachment points
		w.follow(at, at, w.coverage)
		w.offsets(at+2, at, w.numbers)
	})
	w.follow(8, 0, func(at int) { // carets in ligatures
		w.follow(at, at, w.coverage)
		w.offsets(at+2, at, func(at int) {
			w.offsets(at, at, func(at int) {
				w.left -= nodeBytes
				if w.u16(at) == 3 {
					w.follow(at+4, at, w.device)
				}
			})
		})
	})
	w.follow(10, 0, w.classes)
	if w.u16(2) >= 2 {
		w.follow(12, 0, func(at int) { // sets of marks
			w.list(at+2, 4, func(record int) { w.coverage(at + w.u32(record)) })
		})
	}
}

// layout walks GSUB, or GPOS if the kinds of its lookups are counted from positioning.
func (w *layoutWalk) layout(kinds int) {
	language := func(at int) { w.numbers(at + 4) }
	feature := func(at int) { w.numbers(at + 2) }
	w.follow(4, 0, func(scripts int) {
		w.list(scripts, 6, func(record int) {
			w.follow(record+4, scripts, func(script int) {
				w.follow(script, script, language)
				w.list(script+2, 6, func(record int) { w.follow(record+4, script, language) })
			})
		})
	})
	w.follow(6, 0, func(features int) {
		w.list(features, 6, func(record int) { w.follow(record+4, features, feature) })
	})
	w.follow(8, 0, func(list int) {
		w.list(list, 2, func(record int) {
			w.lookups = append(w.lookups, lookup{others: make(map[int]struct{})})
			w.follow(record, list, func(at int) {
				kind := kinds + w.u16(at)
				w.offsets(at+4, at, func(at int) { w.subtable(kind, at) })
			})
		})
	})
	if variations := w.u32(10); w.u16(2) == 1 && variations != 0 {
		w.array(variations+8, w.u32(variations+4), 8, func(record int) {
			conditions, features := variations+w.u32(record), variations+w.u32(record+4)
			w.list(conditions, 4, func(int) { w.left -= nodeBytes })
			w.list(features+4, 6, func(record int) { feature(features + w.u32(record+2)) })
		})
	}
}

// The kinds of lookup subtables. Those of GPOS are counted from positioning, because both tables number from 1.
const (
	substSingle = 1 + iota
	substMultiple
	substAlternate
	substLigature
	substContext
	substChain
	substExtension
	substReverse

	positioning = 16

	posSingle = positioning + iota - 8
	posPair
	posCursive
	posMarkBase
	posMarkLigature
	posMarkMark
	posContext
	posChain
	posExtension
)

func (w *layoutWalk) subtable(kind, at int) {
	if kind == substExtension || kind == posExtension {
		kind, at = kind&positioning+w.u16(at+2), at+w.u32(at+4)
	}
	format := w.u16(at)
	switch kind {
	case substContext, posContext:
		w.context(format, at)
		return
	case substChain, posChain:
		w.chain(format, at)
		return
	}
	w.follow(at+2, at, w.coverage)
	switch kind {
	case substSingle:
		if format == 2 {
			w.numbers(at + 4)
		}
	case substMultiple:
		w.offsets(at+4, at, func(at int) {
			current := &w.lookups[len(w.lookups)-1]
			current.sequence = max(current.sequence, w.u16(at))
			w.numbers(at)
		})
	case substAlternate:
		w.offsets(at+4, at, w.numbers)
	case substLigature:
		w.offsets(at+4, at, func(set int) {
			w.offsets(set, set, func(at int) { w.array(at, w.u16(at+2), 2, nil) })
		})
	case substReverse:
		next := w.offsets(at+4, at, w.coverage)
		next = w.offsets(next, at, w.coverage)
		w.numbers(next)
	case posSingle:
		w.values(format, at)
	case posPair:
		if format == 1 {
			w.offsets(at+8, at, func(int) { w.left -= nodeBytes })
		} else {
			w.follow(at+8, at, w.classes)
			w.follow(at+10, at, w.classes)
		}
	case posCursive:
		w.list(at+4, 4, func(record int) {
			w.follow(record, at, w.anchor)
			w.follow(record+2, at, w.anchor)
		})
	case posMarkBase, posMarkLigature, posMarkMark:
		w.follow(at+4, at, w.coverage)
		w.follow(at+8, at, func(marks int) {
			w.list(marks, 4, func(record int) { w.follow(record+2, marks, w.anchor) })
		})
		row := nodeBytes + 2*w.u16(at+6)
		matrix := func(at int) { w.left -= nodeBytes + row*w.u16(at) }
		if kind == posMarkLigature {
			w.follow(at+10, at, func(at int) { w.offsets(at, at, matrix) })
		} else {
			w.follow(at+10, at, matrix)
		}
	}
}

// values walks the value records of a single positioning: up to four numbers and four devices each.
func (w *layoutWalk) values(format, at int) {
	fields := w.u16(at + 4)
	size := 0
	for bit := range 8 {
		size += fields >> bit & 1 * 2
	}
	record := func(record int) {
		w.left -= nodeBytes
		for bit := range 8 {
			if fields>>bit&1 == 0 {
				continue
			}
			if bit >= 4 {
				w.follow(record, at, w.device)
			}
			record += 2
		}
	}
	if format == 1 {
		record(at + 6)
	} else {
		w.array(at+8, w.u16(at+6), size, record)
	}
}

// applies walks the records of a rule that say which lookups it applies.
func (w *layoutWalk) applies(at, count int) {
	current := &w.lookups[len(w.lookups)-1]
	current.applied = max(current.applied, count)
	w.array(at, count, 4, func(record int) { current.others[w.u16(record+2)] = struct{}{} })
}

func (w *layoutWalk) context(format, at int) {
	rule := func(at int) {
		next := w.array(at+4, w.u16(at)-1, 2, nil)
		w.applies(next, w.u16(at+2))
	}
	rules := func(at int) { w.offsets(at, at, rule) }
	switch format {
	case 1:
		w.follow(at+2, at, w.coverage)
		w.offsets(at+4, at, rules)
	case 2:
		w.follow(at+2, at, w.coverage)
		w.follow(at+4, at, w.classes)
		w.offsets(at+6, at, rules)
	case 3:
		next := w.array(at+6, w.u16(at+2), 2, func(record int) { w.follow(record, at, w.coverage) })
		w.applies(next, w.u16(at+4))
	}
}

func (w *layoutWalk) chain(format, at int) {
	rule := func(at int) {
		input := w.list(at, 2, nil)
		ahead := w.array(input+2, w.u16(input)-1, 2, nil)
		records := w.list(ahead, 2, nil)
		w.applies(records+2, w.u16(records))
	}
	rules := func(at int) { w.offsets(at, at, rule) }
	switch format {
	case 1:
		w.follow(at+2, at, w.coverage)
		w.offsets(at+4, at, rules)
	case 2:
		w.follow(at+2, at, w.coverage)
		for _, classes := range []int{at + 4, at + 6, at + 8} {
			w.follow(classes, at, w.classes)
		}
		w.offsets(at+10, at, rules)
	case 3:
		input := w.offsets(at+2, at, w.coverage)
		ahead := w.offsets(input, at, w.coverage)
		records := w.offsets(ahead, at, w.coverage)
		w.applies(records+2, w.u16(records))
	}
}
