package vadra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vadra.core.ProblemException;

/** What is kept of an upload is the picture and nothing else, and what is no whole picture is not kept. */
class PictureTest {
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void aPictureComesBackPixelByPixel(String format) {
        var upload = Pictures.plain(format, 40, 30, Color.ORANGE);
        var picture = Picture.read(upload);
        assertThat(picture.width()).isEqualTo(40);
        assertThat(picture.height()).isEqualTo(30);
        assertThat(picture.type()).isEqualTo("image/" + format.replace("jpg", "jpeg"));
        assertThat(pixels(picture.bytes().getBytes())).isEqualTo(pixels(upload));
    }

    private static int[] pixels(byte[] bytes) {
        var image = Pictures.decoded(bytes);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void aWebPStaysAsItIs() {
        var picture = Picture.read(Pictures.webp());
        assertThat(picture.type()).isEqualTo("image/webp");
        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.bytes().getBytes()).isEqualTo(Pictures.webp());
    }

    @Test
    void whatIsBesideThePictureIsGone() {
        var uploads = Map.of(
                "image/jpeg", Pictures.jpegWithExif(6),
                "image/png", Pictures.pngWithText(),
                "image/gif", Pictures.gifWithScript(),
                "image/webp", Pictures.webpWithExif(6));
        uploads.forEach((type, upload) -> {
            assertThat(Pictures.text(upload)).contains(Pictures.SECRET);
            var picture = Picture.read(upload);
            assertThat(picture.type()).isEqualTo(type);
            var kept = picture.bytes().getBytes();
            assertThat(Pictures.text(kept)).as(type).doesNotContain(Pictures.SECRET, "Kungsgatan", "script", "adobe");
            assertThat(Picture.read(kept).bytes()).as("read again").isEqualTo(picture.bytes());
        });
        assertThat(pixels(Picture.read(Pictures.pngWithText()).bytes().getBytes()))
                .isEqualTo(pixels(Pictures.pngWithText()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 8})
    void whichWayUpItIsStays(int orientation) {
        assertThat(orientation(
                        Picture.read(Pictures.jpegWithExif(orientation)).bytes().getBytes()))
                .isEqualTo(orientation);
        assertThat(orientation(
                        Picture.read(Pictures.webpWithExif(orientation)).bytes().getBytes()))
                .isEqualTo(orientation);
    }

    private static int orientation(byte[] bytes) {
        int at = Pictures.text(bytes).indexOf("MM\0*");
        return Orientation.of(new Bytes(Arrays.copyOfRange(bytes, at, bytes.length)));
    }

    @Test
    void anUprightPictureHasNoExifAtAll() {
        var kept = Picture.read(Pictures.jpegWithExif(1)).bytes().getBytes();
        assertThat(Pictures.text(kept)).doesNotContain("Exif");
    }

    @Test
    void whatIsEnormousWhenUnpackedIsRefusedByItsHeader() {
        assertThat(Pictures.bomb().length).isLessThan(1_000);
        refused(Pictures.bomb(), "has more than 40 million pixels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<!doctype html><script>alert(1)</script>",
                "%PDF-1.7",
                "BM6",
                "",
                "GIF89a",
                "RIFF\4\0\0\0WAVE"
            })
    void whatIsNoPictureIsRefusedWhateverItIsCalled(String content) {
        assertThatThrownBy(() -> Picture.read(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void whatIsCutOffIsRefusedWhereverItIsCut() {
        for (var format : new String[] {"jpg", "png", "gif"}) {
            var whole = Pictures.plain(format, 9, 9, Color.PINK);
            for (int length = 0; length < whole.length; length++) {
                var cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Picture.read(cut))
                        .as("%s cut at %d", format, length)
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    @Test
    void whatIsLargerThanFiveMegabytesIsRefused() {
        refused(new byte[Picture.MAX_BYTES + 1], "is larger than 5 MB");
    }

    /** Nothing but a problem comes of bytes that somebody turned over; not a fault, and not an endless loop. */
    @Test
    void noiseInAPictureIsAPictureOrAProblem() {
        var random = new Random(7);
        var uploads = new byte[][] {
            Pictures.jpegWithExif(6), Pictures.pngWithText(), Pictures.gifWithScript(), Pictures.webpWithExif(3)
        };
        for (int round = 0; round < 20_000; round++) {
            var noisy = uploads[round % uploads.length].clone();
            for (int flips = 0; flips <= random.nextInt(4); flips++) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Picture.read(noisy).bytes().length()).isPositive();
            } catch (ProblemException refused) {
                assertThat(refused.problem().slug()).isEqualTo("invalid");
            }
        }
    }

    private static void refused(byte[] upload, String rule) {
        assertThatThrownBy(() -> Picture.read(upload))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).contains(rule));
    }
}
