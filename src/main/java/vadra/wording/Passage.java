package vadra.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A text as it was read once: its words in order, and what stands around them. Immutable. */
public final class Passage {
    /** A question mark follows, before the next word. */
    static final int ASKED = 1;
    /** The sentence, or the line, ends here. */
    static final int ENDED = 2;
    /** It is a person's handle. */
    static final int HANDLE = 4;
    /** It is part of a link. */
    static final int LINK = 8;
    /** It is quoted from another, who is named before it. */
    static final int QUOTED = 16;
    /** An exclamation mark follows, before the next word. */
    static final int EXCLAIMED = 32;
    /** Dots follow, by which a sentence is left open. */
    static final int TRAILED = 64;

    /**
     * A stretch of a text's own words; what it quotes of others, handles and links are not in any.
     *
     * @param from its first word
     * @param to the word after its last
     * @param asked whether a question mark ends it
     */
    record Sentence(int from, int to, boolean asked) {
        int length() {
            return to - from;
        }
    }

    private final String text;
    private final Word[] words;
    private final byte[] marks;

    Passage(String text, Word[] words, byte[] marks) {
        this.text = text;
        this.words = words;
        this.marks = marks;
    }

    /** How many words were read. */
    public int length() {
        return words.length;
    }

    Word word(int index) {
        return words[index];
    }

    boolean is(int index, int mark) {
        return (marks[index] & mark) != 0;
    }

    /** The sentences of its own words, in order. */
    List<Sentence> sentences() {
        var sentences = new ArrayList<Sentence>();
        int from = 0;
        for (int i = 0; i < length(); i++) {
            if (is(i, QUOTED | HANDLE | LINK)) {
                if (i > from) {
                    // Whom one asks may stand before the mark: "is it true @asta?"
                    sentences.add(new Sentence(from, i, is(i, HANDLE) && is(i, ASKED)));
                }
                from = i + 1;
            } else if (is(i, ENDED)) {
                sentences.add(new Sentence(from, i + 1, is(i, ASKED)));
                from = i + 1;
            }
        }
        if (from < length()) {
            sentences.add(new Sentence(from, length(), false));
        }
        return sentences;
    }

    /** Whether some of it is quoted from another. */
    boolean quotes() {
        for (int i = 0; i < length(); i++) {
            if (is(i, QUOTED)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word of three letters or more is written in capitals. */
    boolean shouts() {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = Character.isUpperCase(text.charAt(i)) ? run + 1 : 0;
            if (run >= 3) {
                return true;
            }
        }
        return false;
    }

    long stem(int index, Language language) {
        return language == Language.SWEDISH ? words[index].swedish() : words[index].english();
    }

    long[] stems(Language language) {
        return IntStream.range(0, words.length)
                .mapToLong(index -> stem(index, language))
                .toArray();
    }

    /** The text as it was written, so many characters of it. */
    String beginning(int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }
}
