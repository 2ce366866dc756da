package vadra.wording;

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
