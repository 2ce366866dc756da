package vadra.wording;

/**
 * What a text is about: its telling words, and unordered pairs of them that stand next to each other or with one between,
 * as 64-bit hashes, each once. Only the first {@value #MAX_WORDS} telling words count. Handles, numbers, links and stop
 * words tell nothing.
 */
public final class Terms {
    /** Telling words of a text that are looked at. */
    public static final int MAX_WORDS = 24;

    private static final int DISTANCE = 2;

    private final Word[] words = new Word[MAX_WORDS];
    private final long[] hashes = new long[MAX_WORDS * (1 + DISTANCE)];
    private final byte[] firsts = new byte[hashes.length];
    private final byte[] seconds = new byte[hashes.length];
    private int wordCount;
    private int size;

    /** The terms of a text. */
    public static Terms of(Passage passage) {
        var terms = new Terms();
        for (int i = 0; i < passage.length() && terms.wordCount < MAX_WORDS; i++) {
            if (passage.word(i).telling() && !passage.is(i, Passage.HANDLE | Passage.LINK)) {
                terms.take(passage.word(i));
            }
        }
        return terms;
    }

    private void take(Word word) {
        int index = wordCount++;
        words[index] = word;
        add(word.term(), index, index);
        for (int before = Math.max(0, index - DISTANCE); before < index; before++) {
            if (words[before].term() != word.term()) {
                add(pair(words[before].term(), word.term()), before, index);
            }
        }
    }

    private static long pair(long one, long other) {
        return Word.mix(Math.min(one, other) * 31 + Math.max(one, other));
    }

    private void add(long hash, int first, int second) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                return;
            }
        }
        hashes[size] = hash;
        firsts[size] = (byte) first;
        seconds[size++] = (byte) second;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    long hash(int index) {
        return hashes[index];
    }

    boolean isPair(int index) {
        return firsts[index] != seconds[index];
    }

    boolean has(long hash) {
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    /** The words of a term as this text has them, in its order. */
    String readable(int index) {
        var first = words[firsts[index]].text();
        return isPair(index) ? first + " " + words[seconds[index]].text() : first;
    }
}
