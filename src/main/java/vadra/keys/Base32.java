package vadra.keys;

/** Bytes in letters and figures that people can copy, as RFC 4648 has them; without padding. */
final class Base32 {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String of(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte one : bytes) {
            buffer = (buffer << Byte.SIZE) | (one & 0xff);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(LETTERS.charAt((buffer >> held) & 0x1f));
            }
            buffer &= (1 << held) - 1;
        }
        return held == 0
                ? text.toString()
                : text.append(LETTERS.charAt((buffer << (BITS - held)) & 0x1f)).toString();
    }
}
