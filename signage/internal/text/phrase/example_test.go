package phrase_test

import (
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/text/phrase"
)

func ExampleList_Breaks() {
	words := strings.Fields("DỊCH VỤ CÔNG QUỐC GIA VÌ NGƯỜI DÂN")
	for i, b := range phrase.Default().Breaks(words) {
		if b.Allowed {
			fmt.Printf("%s / %s: %.1f\n", words[i], words[i+1], b.Cost)
		} else {
			fmt.Printf("%s %s: %v %s\n", words[i], words[i+1], b.Reason, b.Phrase)
		}
	}
	// Output:
	// DỊCH VỤ: InPhrase DỊCH VỤ CÔNG
	// VỤ CÔNG: InPhrase DỊCH VỤ CÔNG
	// CÔNG / QUỐC: 0.4
	// QUỐC GIA: InPhrase QUỐC GIA
	// GIA / VÌ: 0.0
	// VÌ NGƯỜI: WeakEnd VÌ
	// NGƯỜI DÂN: InPhrase NGƯỜI DÂN
}
