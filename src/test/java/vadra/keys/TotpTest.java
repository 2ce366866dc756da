package vadra.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** Appendix B of RFC 6238, for SHA-1, of whose eight digits ours are the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theCodesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code.substring(2));
    }

    /** Appendix D of RFC 4226. */
    @Test
    void soAreThoseOfTheFirstSteps() {
        var codes = List.of("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871");
        for (int step = 0; step < codes.size(); step++) {
            assertThat(Totp.code(SECRET, step)).isEqualTo(codes.get(step));
        }
    }

    @Test
    void aCodeFitsAStepBeforeAndAfterAndNoMore() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.step(now);
        for (long beside = -3; beside <= 3; beside++) {
            var found = Totp.stepOf(Totp.code(SECRET, step + beside), SECRET, now);
            assertThat(found.isPresent()).as("%d steps beside", beside).isEqualTo(Math.abs(beside) <= 1);
            if (found.isPresent()) {
                assertThat(found.getAsLong()).isEqualTo(step + beside);
            }
        }
        assertThat(Totp.stepOf("", SECRET, now)).isEmpty();
    }

    /** Section 10 of RFC 4648, without the padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32IsThatOfTheStandard(String text, String written) {
        assertThat(Base32.of(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
        assertThat(App.bytes(written)).isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aRecoveryCodeIsKnownHoweverItIsCopied() {
        var codes = RecoveryCodes.fresh();
        assertThat(codes).hasSize(8).doesNotHaveDuplicates();
        assertThat(codes).allSatisfy(code -> {
            assertThat(code).matches("([a-z2-7]{4}-){5}[a-z2-7]{4}");
            var copied = " " + code.replace('-', ' ').toUpperCase(Locale.ROOT) + "\n";
            assertThat(RecoveryCodes.isOne(copied)).isTrue();
            assertThat(RecoveryCodes.digest(copied)).isEqualTo(RecoveryCodes.digest(code));
        });
        assertThat(RecoveryCodes.isOne("287082")).isFalse();
    }
}
