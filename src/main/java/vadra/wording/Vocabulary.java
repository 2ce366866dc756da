package vadra.wording;

import java.util.Set;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * The words met lately, so that a common word is stemmed once. At most {@value #PLACES} are kept; one that comes to a
 * taken place takes it over. What a word is does not depend on what is kept. Confined to one thread.
 */
final class Vocabulary {
    static final int PLACES = 1 << 15;
    private static final Set<String> STOP_WORDS = Resources.words("stop-words.txt");

    private final @Nullable Word[] places = new Word[PLACES];
    private final Stems stems = new Stems();

    /** The word that the first characters of a buffer spell, which are in lower case. */
    Word word(char[] characters, int length) {
        long hash = Word.hash(characters, length);
        int place = (int) hash & (PLACES - 1);
        var known = places[place];
        if (known != null && known.hash() == hash && spells(known.text(), characters, length)) {
            return known;
        }
        var word = word(new String(characters, 0, length), hash);
        places[place] = word;
        return word;
    }

    private Word word(String text, long hash) {
        return new Word(
                text, hash, stems.swedish(text), stems.english(text), Word.mix(stems.either(text)), isTelling(text));
    }

    private static boolean spells(String text, char[] characters, int length) {
        int same = 0;
        while (same < length && same < text.length() && text.charAt(same) == characters[same]) {
            same++;
        }
        return same == length && same == text.length();
    }

    private static boolean isTelling(String text) {
        return text.length() > 1
                && text.length() <= 40
                && text.codePoints().allMatch(c -> Character.isLetter(c) || c == '\'' || c == '’' || c == '-')
                && !STOP_WORDS.contains(text)
                && !EnglishAnalyzer.getDefaultStopSet().contains(text)
                && !SwedishAnalyzer.getDefaultStopSet().contains(text);
    }
}
