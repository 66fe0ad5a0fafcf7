package logo

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

const (
	svgNamespace   = "http://www.w3.org/2000/svg"
	xlinkNamespace = "http://www.w3.org/1999/xlink"
)

// element is an element of the SVG namespace. Elements of other namespaces (an editor's own data, RDF) draw nothing in
// any viewer and are left out.
type element struct {
	name     string
	line     int
	attrs    map[string]string // those without a namespace, and href
	style    map[string]string // the properties that apply to the element itself, by the cascade
	children []*element
	bytes    int             // of all attributes and properties
	sheet    strings.Builder // the text of a style element
	letters  bool            // a text element has some; editors leave empty ones behind
}

// document is an SVG file as a tree.
type document struct {
	root *element
	ids  map[string]*element // the first element of each id
}

// treeReader builds a document and refuses on the way what no logo needs.
type treeReader struct {
	decoder *xml.Decoder
	doc     document
	open    []*element
	foreign int // elements of other namespaces that are open
	count   int
	sheets  []*element
}

func parseSVG(data []byte) (*document, error) {
	r := treeReader{
		decoder: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, utf8BOM))),
		doc:     document{ids: map[string]*element{}},
	}
	r.decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, unsupportedCharset(charset)
	}
	for {
		token, err := r.token()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = r.take(token)
		}
		if err != nil {
			line, _ := r.decoder.InputPos()
			return nil, atLine(err, line)
		}
	}
	if r.doc.root == nil {
		return nil, notALogo(errors.New("no <svg>"))
	}
	return &r.doc, r.doc.applyStyles(r.sheets)
}

func (r *treeReader) token() (token xml.Token, err error) {
	defer rescue(&err)
	token, err = r.decoder.Token()
	var known *Error
	if err != nil && err != io.EOF && !errors.As(err, &known) {
		return nil, notALogo(err)
	}
	return token, err
}

func (r *treeReader) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return r.start(t)
	case xml.EndElement:
		if r.foreign > 0 {
			r.foreign--
		} else {
			r.open = r.open[:len(r.open)-1]
		}
	case xml.CharData:
		if n := len(r.open); n > 0 && r.foreign == 0 {
			r.open[n-1].takeText(t, r.open)
		}
	case xml.Directive:
		return checkDoctype(string(t))
	case xml.ProcInst:
		if t.Target == "xml-stylesheet" {
			return externalLink("<?xml-stylesheet?>")
		}
	}
	return nil
}

func (e *element) takeText(text []byte, open []*element) {
	switch e.name {
	case "style":
		e.sheet.Write(text)
	case "text", "tspan", "textPath":
		if len(bytes.Trim(text, svgSpace)) > 0 {
			for _, around := range open {
				around.letters = true
			}
		}
	}
}

// checkDoctype lets pass the plain public DOCTYPE that CorelDRAW and older editors write. It is never fetched, and
// without declarations of its own it can define no entity.
func checkDoctype(directive string) error {
	fields := strings.Fields(directive)
	if len(fields) < 2 || fields[0] != "DOCTYPE" || fields[1] != "svg" || strings.ContainsAny(directive, "[<") {
		return declarations()
	}
	return nil
}

func (r *treeReader) start(t xml.StartElement) error {
	r.count++
	switch {
	case r.count > maxElements:
		return tooManyElements()
	case len(r.open)+r.foreign >= maxDepth:
		return tooDeep()
	case len(t.Attr) > maxAttributes:
		return tooManyAttributes(t.Name.Local)
	}
	space := t.Name.Space
	if space != "" && !strings.Contains(space, ":") {
		return notALogo(fmt.Errorf("the prefix %q is not declared", space))
	}
	line, _ := r.decoder.InputPos()
	e := &element{name: t.Name.Local, line: line}
	if err := e.checkName(); err != nil {
		return err
	}
	if r.foreign > 0 || space != "" && space != svgNamespace {
		if len(r.open) == 0 {
			return notALogo(fmt.Errorf("the root is <%s>", t.Name.Local))
		}
		r.foreign++
		return nil
	}
	if err := e.takeAttributes(t.Attr); err != nil {
		return err
	}
	if n := len(r.open); n > 0 {
		r.open[n-1].children = append(r.open[n-1].children, e)
	} else if e.name != "svg" || r.doc.root != nil {
		return notALogo(fmt.Errorf("the root is <%s>", e.name))
	} else {
		r.doc.root = e
	}
	r.open = append(r.open, e)
	if e.name == "style" {
		r.sheets = append(r.sheets, e)
	}
	if id, ok := e.attrs["id"]; ok && r.doc.ids[id] == nil {
		r.doc.ids[id] = e
	}
	return nil
}

// checkName refuses what runs, moves or embeds, wherever it stands: nobody means it to be in a logo.
func (e *element) checkName() error {
	switch e.name {
	case "script", "handler", "listener", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas":
		return unsafeElement(e.name)
	case "animate", "animateColor", "animateMotion", "animateTransform", "set", "discard":
		return animated("<" + e.name + ">")
	}
	return nil
}

func (e *element) takeAttributes(list []xml.Attr) error {
	e.attrs = make(map[string]string, len(list))
	for _, a := range list {
		name := a.Name.Local
		switch {
		case len(a.Value) > maxAttributeBytes && name != "href": // whose errors say more
			return tooLongAttribute(name)
		case a.Name.Space == xlinkNamespace || a.Name.Space == "xlink":
			if name != "href" {
				continue
			}
			if err := e.checkLink(a.Value); err != nil {
				return err
			}
			if _, ok := e.attrs["href"]; ok { // the plain attribute goes first
				continue
			}
		case a.Name.Space != "" || name == "xmlns":
			continue
		case len(name) > 2 && strings.EqualFold(name[:2], "on"):
			return unsafeAttribute(name)
		case name == "href":
			if err := e.checkLink(a.Value); err != nil {
				return err
			}
		}
		if err := checkURLs(a.Value); err != nil {
			return err
		}
		if _, ok := e.attrs[name]; ok && a.Name.Space == "" && name != "href" {
			return notALogo(fmt.Errorf("the attribute %q stands twice", name))
		}
		e.attrs[name] = a.Value
	}
	return nil
}

// checkLink lets pass only links to the same file.
func (e *element) checkLink(link string) error {
	link = strings.Trim(link, svgSpace)
	switch {
	case strings.HasPrefix(link, "#"):
		return nil
	case strings.HasPrefix(link, "data:") && (e.name == "image" || e.name == "feImage"):
		return undrawable("image")
	}
	return externalLink(link)
}

// checkURLs refuses url(…) and @import to anything outside the file, in an attribute or a style sheet.
func checkURLs(text string) error {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "@import") {
		return externalLink("@import")
	}
	for {
		_, rest, found := strings.Cut(lower, "url(")
		if !found {
			return nil
		}
		lower = rest
		if target := strings.TrimLeft(rest, svgSpace+`'"`); !strings.HasPrefix(target, "#") {
			return externalLink("url(" + target)
		}
	}
}

// applyStyles works out the properties of every element: attributes, then style sheets, then the attribute style.
func (doc *document) applyStyles(sheets []*element) error {
	var rules []rule
	size := 0
	for _, e := range sheets {
		if size += e.sheet.Len(); size > maxStyleBytes {
			return atLine(tooLongStyle(), e.line)
		}
		if media := e.attrs["media"]; media != "" && media != "all" && media != "screen" {
			return atLine(unsupportedStyle("@media "+media), e.line)
		}
		more, err := parseSheet(e.sheet.String())
		if err != nil {
			return atLine(err, e.line)
		}
		if rules = append(rules, more...); len(rules) > maxRules {
			return atLine(tooManyRules(), e.line)
		}
	}
	slices.SortStableFunc(rules, func(a, b rule) int { return a.selector.specificity() - b.selector.specificity() })
	matches := 0
	return doc.root.applyRules(rules, true, &matches)
}

func (e *element) applyRules(rules []rule, root bool, matches *int) error {
	e.style = map[string]string{}
	for name, value := range e.attrs {
		if presentation(name) {
			e.style[name] = value
		}
	}
	css := map[string]string{}
	classes := strings.Fields(e.attrs["class"])
	if *matches += len(rules) * (1 + len(classes)); *matches > maxMatches {
		return atLine(tooManyMatches(), e.line)
	}
	for _, r := range rules {
		if r.selector.matches(e, classes) {
			maps.Copy(css, r.declarations)
		}
	}
	own, err := parseDeclarations(e.attrs["style"])
	if err != nil {
		return atLine(err, e.line)
	}
	maps.Copy(css, own)
	for _, name := range slices.Sorted(maps.Keys(css)) {
		// A page's style sheet may size the root; the artboard does not depend on it.
		if sized := root && (name == "width" || name == "height"); geometric(name) && !sized {
			return atLine(unsupportedProperty(name), e.line)
		}
	}
	maps.Copy(e.style, css)
	for _, values := range [...]map[string]string{e.attrs, css} {
		for _, value := range values {
			e.bytes += len(value)
		}
	}
	for _, c := range e.children {
		if err := c.applyRules(rules, false, matches); err != nil {
			return err
		}
	}
	return nil
}
