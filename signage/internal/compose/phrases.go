package compose

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text"
	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// How much smaller the letters may be, as shares of their height, for the sake of lines that end where a reader would
// pause; so that no long phrase is parted where a line passes over a pause; of lines of like length; of no line between
// two longer ones; of each line less; so that no line ends on a word like VÌ, and none stands alone on it; so that
// lines end only where the user has marked, in the same part of the message or beside it; and so that no phrase is
// split.
const (
	naturalLoss = 0.2
	partedLoss  = 0.2
	unevenLoss  = 0.12
	pinchLoss   = 0.3
	lineLoss    = 0.015
	weakLoss    = 0.45
	markedLoss  = 0.25
	besideLoss  = 0.05
	splitLoss   = 0.7
)

// What a second slogan counts beside the main text, as powers: its letter height; what poor lines leave of it; and what
// it has of a share of the sign's size, below which it looks like fine print.
const (
	secondWeight = 0.25
	secondLines  = 0.6
	secondShare  = 0.026
	fineWeight   = 0.5
)

// loudShare is how much larger than the body what is loudest counts at most: beyond that the body would be lost beside it.
const loudShare = 3.6

// shortPause is the greatest cost of a place at which a reader would pause for a moment.
const shortPause = 0.2

// passedBy is how much more a poor place costs when one at which to pause lies in the lines that meet there.
const passedBy = 2

// evenEnough is the ratio of the shortest line to the longest from which lines are not uneven.
const evenEnough = 0.45

// worth is the letter height of a text, less what poor lines take from it: by it settings, faces and arrangements are
// chosen.
func (it *item) worth() float64 {
	s := it.setting
	worth := s.Cap * math.Pow(1-lineLoss, float64(len(s.Lines)-1))
	if len(s.Lines) == 1 {
		return worth
	}
	poorest, sum := 0.0, 0.0
	strayed, parted := false, false
	for i := range s.Lines[1:] {
		cost := s.Cost(i + 1)
		if s.Passed(i+1) == 0 {
			cost = min(1, cost*(1+passedBy)) // read on past a pause, to stop where there is none
		}
		poorest, sum = max(poorest, cost), sum+cost
		strayed = strayed || it.marked && !s.Forced(i+1)
		parted = parted || s.Parted(i+1) && s.Passed(i+1) <= shortPause
	}
	if strayed {
		worth *= 1 - it.stray
	} else if it.marked {
		return worth // the lines are as the user wants them
	}
	worth *= 1 - unevenLoss*max(0, 1-s.Evenness()/evenEnough)
	worth *= 1 - pinchLoss*s.Pinch()
	if parted {
		worth *= 1 - partedLoss
	}
	split, weak := splits(s)
	switch {
	case len(split) > 0:
		return worth * (1 - splitLoss)
	case len(weak) > 0:
		return worth * (1 - weakLoss)
	}
	return worth * (1 - naturalLoss*(poorest+sum/float64(len(s.Lines)-1))/2)
}

// solveKeeping solves a stack with the phrases of its main text kept whole, and its lines and those of a second slogan
// broken where their worth is greatest. Where even the poorest allowed places leave the text too small to be read, the
// phrases are given up, and named in the report.
func (c *canvas) solveKeeping(st *stack, main *item) error {
	main.rules.Poorest = 0
	if failure := c.solve(st); failure != nil {
		for _, it := range st.items {
			it.rules.Poorest = 0
		}
		if c.solve(st.anew()) == nil {
			main.kept = main.setting.Cap
			return nil
		}
		main.rules.AnyBreak = true
		if c.solve(st.anew()) != nil {
			return failure
		}
		return nil
	}
	main.kept = main.setting.Cap
	c.improve(st, main, main)
	for _, it := range st.items {
		if it != main && it.role == "second" {
			it.rules.Poorest = 0
			c.improve(st, main, it)
		}
	}
	return nil
}

// worth of a solved stack is that of its main text for a gain, with what is louder, and for less that of a second slogan.
func (c *canvas) worth(st *stack, main *item, gain float64) float64 {
	worth := main.worth() / gain
	if loud := st.part("loud"); loud != nil {
		worth += min(loud.setting.Cap, loudShare*main.setting.Cap) / loudRank
	}
	if second := st.part("second"); second != nil && second != main {
		cap := second.setting.Cap
		fine := min(1, cap/(secondShare*c.scaleOf()))
		worth *= math.Pow(cap, secondWeight) * math.Pow(second.worth()/cap, secondLines) * math.Pow(fine, fineWeight)
	}
	return worth
}

// The costs to which the breaks of a text are limited in turn, from any that is allowed to those where one would pause,
// and how many lines are taken from it or added.
var (
	poorestBreaks = [...]float64{0, 0.6, 0.4, 0.25, 0.1}
	otherLines    = [...]int{-2, -1, 1}
)

// improve tries for one text of a solved stack what rules give the stack the greatest worth, and leaves the stack solved by them.
func (c *canvas) improve(st *stack, main, it *item) {
	best, rules := c.worth(st, main, 1), it.rules
	try := func(r text.Rules) bool {
		it.rules = r
		if c.solve(st.anew()) != nil {
			return false
		}
		if w := c.worth(st, main, 1); w > best {
			best, rules = w, r
		}
		return true
	}
	last := 1.0 // the poorest break of the setting before
	for _, limit := range poorestBreaks {
		r := it.rules
		r.Poorest, r.Lines = limit, 0
		if limit > 0 && last <= limit {
			continue
		}
		if !try(r) {
			break
		}
		last = it.setting.Poorest()
		n := len(it.setting.Lines)
		for _, other := range otherLines {
			if r.Lines = n + other; r.Lines > 0 {
				try(r)
			}
		}
	}
	r := rules
	r.Poorest, r.Lines = 0, 0
	if it.marked {
		r.Marked = true
		try(r)
		r.Marked = false
	}
	r.WeakEnds = true
	try(r)
	it.rules = rules
	_ = c.solve(st.anew()) // as before: it cannot fail
}

// anew forgets the settings, so that changed rules take effect.
func (st *stack) anew() *stack {
	for _, it := range st.items {
		it.setting = nil
	}
	return st
}

// splits are the phrases that the lines of a setting split, and the words on which a line ends or begins and should
// not, each once.
func splits(s *text.Setting) (split, weak []text.Split) {
	for _, p := range s.Split {
		list := &split
		if p.Reason == phrase.WeakEnd || p.Reason == phrase.WeakStart {
			list = &weak
		}
		if !slices.Contains(*list, p) {
			*list = append(*list, p)
		}
	}
	return split, weak
}

// reportPhrases says what keeping phrases whole costs, or which had to be split, and for what.
func (c *canvas) reportPhrases(st *stack, main *item) {
	split, weak := splits(main.setting)
	switch {
	case len(split) > 0:
		c.notes = append(c.notes, note.Note{
			Code: "phrase-split", Severity: note.Warning, Field: main.field,
			VI:    fmt.Sprintf("Phải ngắt giữa %s: giữ liền thì chữ nhỏ quá, không đọc được.", quoted(split)),
			EN:    fmt.Sprintf("The lines break inside %s: kept whole, the letters would be too small to be read.", quoted(split)),
			FixVI: "Chọn khổ rộng hơn, rút ngắn chữ, hoặc tự ngắt dòng bằng dấu |.",
			FixEN: "Choose a wider size, shorten the text, or break it yourself with |.",
		})
	case len(weak) > 0:
		n := note.Note{
			Code: "weak-line", Severity: note.Warning, Field: main.field,
			VI:    fmt.Sprintf("Có dòng ngắt ở %s, đọc không xuôi: tránh chỗ ngắt này thì chữ nhỏ quá, không đọc được.", quoted(weak)),
			EN:    fmt.Sprintf("A line breaks at %s, which reads badly: without it the letters would be too small to be read.", quoted(weak)),
			FixVI: "Chọn khổ rộng hơn, rút ngắn chữ, hoặc tự ngắt dòng bằng dấu |.",
			FixEN: "Choose a wider size, shorten the text, or break it yourself with |.",
		}
		if main.kept > 0 {
			price := percent(main.kept, main.setting.Cap)
			n.VI = fmt.Sprintf("Có dòng ngắt ở %s, đọc không xuôi: tránh chỗ ngắt này thì chữ nhỏ đi %d %%.", quoted(weak), price)
			n.EN = fmt.Sprintf("A line breaks at %s, which reads badly: without it the letters would be %d %% smaller.", quoted(weak), price)
		}
		c.notes = append(c.notes, n)
	case main.marked:
		c.reportMarks(st, main)
	case len(main.setting.Lines) > 1 || main.par.Words() > 2:
		c.reportPrice(st, main)
	}
}

// highPrice is the price in percent from which the report says how not to pay it.
const highPrice = 20

// reportPrice says how much larger the letters would be if any phrase could be split.
func (c *canvas) reportPrice(st *stack, main *item) {
	free := c.again(st, main, func(r *text.Rules) { r.AnyBreak = true })
	if free == nil {
		return
	}
	split, weak := splits(free)
	price := percent(main.kept, free.Cap)
	if price < 1 || len(split)+len(weak) == 0 {
		return
	}
	// Of a long phrase the lines may keep no more than its parts.
	split = slices.DeleteFunc(split, func(s text.Split) bool { return !main.keeps(s.Phrase) })
	vi, en := fmt.Sprintf("giữ nguyên %s", quoted(split)), fmt.Sprintf("keep %s whole", quoted(split))
	switch {
	case len(split) == 0 && len(weak) > 0:
		vi, en = fmt.Sprintf("không ngắt dòng ở %s", quoted(weak)), fmt.Sprintf("break no line at %s", quoted(weak))
	case len(split) == 0:
		vi, en = "các dòng ngắt ở chỗ đọc xuôi", "let the lines end where they read well"
	}
	n := note.Note{
		Code: "phrase-price", Severity: note.Info, Field: main.field,
		VI: fmt.Sprintf("Chữ nhỏ đi %d %% để %s.", price, vi),
		EN: fmt.Sprintf("The letters are %d %% smaller to %s.", price, en),
	}
	if price >= highPrice {
		n.FixVI, n.FixEN = "Muốn chữ to hơn thì tự ngắt dòng bằng dấu |.", "For larger letters, break the lines yourself with |."
	}
	c.notes = append(c.notes, n)
}

// keeps tells whether a phrase stands on one line.
func (it *item) keeps(phrase string) bool {
	for i := range it.setting.Lines {
		if strings.Contains(" "+it.setting.Text(i)+" ", " "+phrase+" ") {
			return true
		}
	}
	return false
}

// markPrice is the price in percent from which the report says what the user's marks cost.
const markPrice = 10

// reportMarks says why lines end where the user has not marked, or what it costs that they do not.
func (c *canvas) reportMarks(st *stack, main *item) {
	s := main.setting
	strayed := unmarked(s)
	if len(strayed) == 0 {
		free := c.again(st, main, func(*text.Rules) {})
		if free == nil {
			return
		}
		more, price := unmarked(free), percent(s.Cap, free.Cap)
		if price < markPrice || len(more) == 0 {
			return
		}
		c.notes = append(c.notes, note.Note{
			Code: "mark-price", Severity: note.Info, Field: main.field,
			VI:    fmt.Sprintf("Chữ nhỏ đi %d %% vì chỉ ngắt dòng ở dấu |.", price),
			EN:    fmt.Sprintf("The letters are %d %% smaller, as lines end at the marks | alone.", price),
			FixVI: fmt.Sprintf("Muốn chữ to hơn thì đặt thêm dấu | trước %s, hoặc bỏ dấu |.", listed(more)),
			FixEN: fmt.Sprintf("For larger letters put a mark | before %s too, or leave the marks out.", listed(more)),
		})
		return
	}
	vi, en := "chỉ ngắt ở dấu | thì không đủ chỗ", "with breaks at the marks | alone it does not fit"
	if marked := c.again(st, main, func(r *text.Rules) { r.Marked = true }); marked != nil {
		price := percent(marked.Cap, s.Cap)
		vi = fmt.Sprintf("chỉ ngắt ở dấu | thì chữ nhỏ đi %d %%", price)
		en = fmt.Sprintf("with breaks at the marks | alone the letters would be %d %% smaller", price)
	}
	c.notes = append(c.notes, note.Note{
		Code: "more-lines", Severity: note.Info, Field: main.field,
		VI:    fmt.Sprintf("Dòng còn ngắt cả ở trước %s: %s.", listed(strayed), vi),
		EN:    fmt.Sprintf("Lines also break before %s: %s.", listed(strayed), en),
		FixVI: "Đặt thêm dấu | ở chỗ muốn ngắt, dấu ~ ở chỗ muốn giữ liền.",
		FixEN: "Put more marks | where lines should end, and ~ where they should not.",
	})
}

// unmarked are the words that begin a line where the user has put no mark, each with the word after it.
func unmarked(s *text.Setting) []string {
	var words []string
	for i, l := range s.Lines[1:] {
		if !s.Forced(i + 1) {
			words = append(words, s.Par.Text(l.From, min(l.From+2, l.To)))
		}
	}
	return words
}

// listed puts words in a list.
func listed(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }

// again is the setting of a stack's main text by other rules for its breaks; nil where it does not fit. The stack stays
// as it is.
func (c *canvas) again(st *stack, main *item, change func(*text.Rules)) *text.Setting {
	copies := make([]*item, len(st.items))
	for i, it := range st.items {
		d := *it
		d.setting = nil
		copies[i] = &d
	}
	var changed *item
	for i, it := range st.items {
		if j := slices.Index(st.items, it.louder); j >= 0 {
			copies[i].louder = copies[j]
		}
		if it == main {
			changed = copies[i]
			changed.rules.Poorest, changed.rules.Lines, changed.rules.Marked, changed.rules.WeakEnds = 0, 0, false, false
			change(&changed.rules)
		}
	}
	if c.solve(&stack{box: st.box, align: st.align, open: st.open, items: copies}) != nil {
		return nil
	}
	return changed.setting
}

// percent is by how much less is smaller than more.
func percent(less, more float64) int { return int(math.Round((1 - less/more) * 100)) }

// quoted names phrases or words.
func quoted(splits []text.Split) string {
	var names []string
	for _, s := range splits {
		within := func(other text.Split) bool {
			return other.Phrase != s.Phrase && strings.Contains(" "+other.Phrase+" ", " "+s.Phrase+" ")
		}
		if !slices.Contains(names, s.Phrase) && !slices.ContainsFunc(splits, within) {
			names = append(names, s.Phrase)
		}
	}
	return listed(names)
}
