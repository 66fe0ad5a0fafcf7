package logo

import (
	"slices"
	"strings"
)

// rule is a rule of a style sheet for one selector.
type rule struct {
	selector     selector
	declarations map[string]string
}

// selector is an element's name, id and classes in one: "path.st0"; empty parts match all.
type selector struct {
	name, id string
	classes  []string
}

func (s selector) specificity() int {
	n := 10 * len(s.classes)
	if s.id != "" {
		n += 100_000
	}
	if s.name != "" {
		n++
	}
	return n
}

func (s selector) matches(e *element, classes []string) bool {
	if s.name != "" && s.name != e.name || s.id != "" && s.id != e.attrs["id"] {
		return false
	}
	for _, want := range s.classes {
		if !slices.Contains(classes, want) {
			return false
		}
	}
	return true
}

// parseSheet reads a style sheet. What it cannot apply exactly (combinators, pseudo-classes, at-rules) is an error: a
// rule left out would change the logo.
func parseSheet(text string) ([]rule, error) {
	if err := checkURLs(text); err != nil {
		return nil, err
	}
	text = strings.NewReplacer("<!--", "", "-->", "").Replace(uncommented(text))
	var rules []rule
	for {
		prelude, rest, ok := strings.Cut(text, "{")
		prelude = strings.Trim(prelude, svgSpace)
		if strings.HasPrefix(prelude, "@") {
			return nil, unsupportedStyle(prelude)
		}
		if !ok {
			if prelude != "" {
				return nil, badValue(prelude)
			}
			return rules, nil
		}
		body, after, ok := strings.Cut(rest, "}")
		if !ok {
			return nil, badValue(rest)
		}
		text = after
		declarations, err := parseDeclarations(body)
		if err != nil {
			return nil, err
		}
		for one := range strings.SplitSeq(prelude, ",") {
			s, err := parseSelector(strings.Trim(one, svgSpace))
			if err != nil {
				return nil, err
			}
			if rules = append(rules, rule{s, declarations}); len(rules) > maxRules {
				return nil, tooManyRules()
			}
		}
	}
}

func uncommented(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte(' ')
		_, text, _ = strings.Cut(rest, "*/")
	}
}

func parseSelector(text string) (selector, error) {
	var s selector
	kind := byte(0)
	for rest := text; rest != ""; {
		end := strings.IndexAny(rest[1:], ".#") + 1
		if end == 0 {
			end = len(rest)
		}
		part := rest[:end]
		rest = rest[end:]
		kind = part[0]
		if kind == '.' || kind == '#' {
			part = part[1:]
		} else {
			kind = 0
		}
		if part != "*" && !identifier(part) {
			return s, unsupportedStyle(text)
		}
		switch {
		case kind == '.':
			if s.classes = append(s.classes, part); len(s.classes) > maxClasses {
				return s, unsupportedStyle(text)
			}
		case kind == '#':
			s.id = part
		case part != "*":
			s.name = part
		}
	}
	if text == "" {
		return s, badValue("{")
	}
	return s, nil
}

// identifier tells whether the text is a name without CSS escapes. Letters beyond ASCII are fine: Inkscape and CorelDRAW
// take ids from the names of layers.
func identifier(text string) bool {
	return text != "" && !strings.ContainsAny(text, " \t\r\n\f>+~:[]()*\\\"'&|=@!$%^/;<?`{}")
}

// parseDeclarations reads "fill:#f00;stroke:none". The names are in lower case; those that
// change nothing in a drawing (fonts, an editor's own) are left out.
func parseDeclarations(text string) (map[string]string, error) {
	declarations := map[string]string{}
	if strings.ContainsAny(text, "\\") {
		return nil, unsupportedStyle(text)
	}
	for one := range strings.SplitSeq(uncommented(text), ";") {
		one = strings.Trim(one, svgSpace)
		if one == "" {
			continue
		}
		name, value, ok := strings.Cut(one, ":")
		if !ok {
			return nil, badValue(one)
		}
		if strings.Contains(value, "!") {
			return nil, unsupportedStyle(one)
		}
		name = strings.ToLower(strings.Trim(name, svgSpace))
		if presentation(name) || geometric(name) {
			declarations[name] = strings.Trim(value, svgSpace)
		}
	}
	return declarations, nil
}
