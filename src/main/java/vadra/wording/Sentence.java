package vadra.wording;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a text's own words; what it quotes of others, handles and links are not in any.
 *
 * @param from its first word
 * @param to the word after its last
 * @param asked whether a question mark ends it
 */
record Sentence(int from, int to, boolean asked) {

    static List<Sentence> of(Passage passage) {
        var sentences = new ArrayList<Sentence>();
        int from = 0;
        for (int i = 0; i < passage.length(); i++) {
            if (passage.is(i, Passage.QUOTED | Passage.HANDLE | Passage.LINK)) {
                if (i > from) {
                    sentences.add(new Sentence(from, i, false));
                }
                from = i + 1;
            } else if (passage.is(i, Passage.ENDED)) {
                sentences.add(new Sentence(from, i + 1, passage.is(i, Passage.ASKED)));
                from = i + 1;
            }
        }
        if (from < passage.length()) {
            sentences.add(new Sentence(from, passage.length(), false));
        }
        return sentences;
    }
}
