package vadra.wording;

/**
 * A word as it was written, in lower case, and its stems as 64-bit hashes.
 *
 * @param text the written form
 * @param hash of the written form
 * @param swedish of its Swedish stem
 * @param english of its English stem
 * @param term of the stem that emergence counts, the same whatever the language
 * @param telling whether it may be part of what a text is about: a word of letters that is no stop word
 */
record Word(String text, long hash, long swedish, long english, long term, boolean telling) {

    /** Mixes all bits into all others (the finaliser of MurmurHash3, in the public domain). */
    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    static long hash(char[] characters, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ characters[i]) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long hash(String text) {
        return hash(text.toCharArray(), text.length());
    }
}
