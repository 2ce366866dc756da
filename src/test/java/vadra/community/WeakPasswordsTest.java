package vadra.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordsTest {
    private static final WeakPasswords COMMON = WeakPasswords.common();
    private static final List<String> HERS = List.of("asta-oberg", "Åsta Öberg");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"12345678", "password", "PassWord", "qwertyuiop", "iloveyou", "sunshine", "baseball1", "1q2w3e4r"
            })
    void whatIsTriedFirstIsRefusedAndToldSo(String password) {
        assertThat(COMMON.why(password, HERS).orElseThrow()).contains("most common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asta-oberg", "Asta-Oberg2026!", "Åsta Öberg", "åstaöberg99", "!!åsta öberg"})
    void soIsWhatEverybodyKnowsOfTheMember(String password) {
        assertThat(COMMON.why(password, HERS).orElseThrow()).contains("your handle or name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vädra2026", "vadra!!!!!", "lösenord", "Lösenord123"})
    void soIsTheNameOfTheSite(String password) {
        assertThat(COMMON.why(password, HERS).orElseThrow()).contains("this site's name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fönstret-på-glänt", "personalens-lösenord", "åsta dricker te", "3141592653589793x", "漢字漢字漢字漢字"})
    void allElseIsTakenWhateverItsLetters(String password) {
        assertThat(COMMON.why(password, HERS)).isEmpty();
    }

    /** Each of a list is found, first, last and between, and nothing else, whatever the lengths of the lines. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 257, 2000})
    void aBreachedPasswordIsFoundByHalving(int many) throws IOException {
        var list = list(many, n -> ":" + (n % 7 == 0 ? "1" : "1".repeat(n % 10 + 1)) + "\r\n");
        for (int n = 0; n < many; n++) {
            assertThat(list.has("läckt-" + n)).as("%d of %d", n, many).isTrue();
            assertThat(list.has("inte-läckt-" + n)).isFalse();
        }
    }

    @Test
    void aListWithoutCountsAndLastLineEndIsReadToo() throws IOException {
        assertThat(list(5, n -> "\n").has("läckt-3")).isTrue();
        var one = folder.resolve("one");
        Files.writeString(one, sha1("läckt"));
        assertThat(BreachedPasswords.open(one).has("läckt")).isTrue();
    }

    @Test
    void whyIsToldOfABreachedOneToo() throws IOException {
        var file = folder.resolve("breached");
        Files.writeString(file, sha1("fönstret-på-glänt") + ":3\r\n");
        assertThat(WeakPasswords.with(Optional.of(file))
                        .why("fönstret-på-glänt", HERS)
                        .orElseThrow())
                .contains("data breach");
    }

    @Test
    void whatIsNoSuchListIsRefused() throws IOException {
        var file = folder.resolve("not-one");
        Files.writeString(file, "password\n12345678\n");
        assertThatThrownBy(() -> WeakPasswords.check(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WeakPasswords.check(folder.resolve("absent"))).isInstanceOf(IOException.class);
    }

    private interface Rest {
        String of(int n);
    }

    private BreachedPasswords list(int many, Rest rest) throws IOException {
        var file = folder.resolve("list-" + many);
        var lines = IntStream.range(0, many).mapToObj(n -> sha1("läckt-" + n) + rest.of(n));
        Files.writeString(file, lines.sorted().collect(Collectors.joining()));
        return BreachedPasswords.open(file);
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
