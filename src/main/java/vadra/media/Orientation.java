package vadra.media;

import java.io.ByteArrayOutputStream;

/** Which way up a picture is, which is all that is kept of its EXIF data. */
final class Orientation {
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;

    private Orientation() {}

    /**
     * Looks for it in a TIFF block.
     *
     * @return from 2 to 8; 1, which is upright, when it is not there or not readable
     */
    static int of(Bytes block) {
        if (block.left() < 8) {
            return 1;
        }
        boolean little = block.startsWith('I', 'I', 42, 0);
        if (!little && !block.startsWith('M', 'M', 0, 42)) {
            return 1;
        }
        var header = block.part(8);
        header.skip(4);
        long directory = (little ? header.little32() : header.big32()) - 8;
        if (directory < 0 || directory > block.left() - 2) {
            return 1;
        }
        block.skip(directory);
        int entries = little ? block.little16() : block.big16();
        for (int i = 0; i < entries && block.left() >= ENTRY; i++) {
            var entry = block.part(ENTRY);
            int tag = little ? entry.little16() : entry.big16();
            entry.skip(6);
            int value = little ? entry.little16() : entry.big16();
            if (tag == TAG) {
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /** A TIFF block that says this and nothing else. */
    static byte[] block(int orientation) {
        var out = new ByteArrayOutputStream();
        // Big-endian, one directory at byte 8, of one entry: the tag, one short number.
        for (int value : new int[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0
        }) {
            out.write(value);
        }
        return out.toByteArray();
    }
}
