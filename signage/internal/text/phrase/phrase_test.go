package phrase_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bangron/bangron/signage/internal/text/phrase"
)

// marked writes a text with | where a line may break.
func marked(words []string, breaks []phrase.Break) string {
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i < len(breaks) {
			if breaks[i].Allowed {
				b.WriteString(" |")
			}
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	sentences := 0
	for line := range strings.Lines(string(data)) {
		want := strings.TrimSpace(line)
		if want == "" || want[0] == '#' {
			continue
		}
		sentences++
		words := strings.Fields(strings.ReplaceAll(want, "|", " "))
		if got := marked(words, phrase.Default().Breaks(words)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if sentences < 60 {
		t.Errorf("%d sentences, want at least 60", sentences)
	}
	_ = cmp.Diff
}
