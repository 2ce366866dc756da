package vadra.community;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import me.gosimple.nbvcxz.Nbvcxz;

/**
 * Which passwords are guessed first: the most common ones, what everybody knows of the member, and, where who runs the
 * server has the list, those that were in breaches. Reads files, so it may block. Safe for all threads.
 */
public final class WeakPasswords {
    private static final int SHORTEST = 8;
    /** With fewer letters all kinds of figures would be taken for a name. */
    private static final int SHORTEST_NAME = 3;
    /** What everybody would try here. */
    private static final Set<String> OF_THE_HOUSE =
            Set.of("vädra", "vadra", "lösenord", "losenord", "password", "hemligt");

    private final Optional<BreachedPasswords> breached;

    private WeakPasswords(Optional<BreachedPasswords> breached) {
        this.breached = breached;
    }

    /** By the common ones alone. */
    public static WeakPasswords common() {
        return new WeakPasswords(Optional.empty());
    }

    /**
     * By a list of breached ones too.
     *
     * @param breached a file as {@link BreachedPasswords} takes it
     * @throws IOException when it cannot be read, or is no such list
     */
    public static WeakPasswords with(Optional<Path> breached) throws IOException {
        return new WeakPasswords(
                breached.isPresent() ? Optional.of(BreachedPasswords.open(breached.get())) : Optional.empty());
    }

    /** Fails when a file cannot be read, or is no list of breached passwords. */
    public static void check(Path breached) throws IOException {
        BreachedPasswords.open(breached).close();
    }

    /**
     * Why a password is not to be taken, as the rule of a problem; empty for one that may be.
     *
     * @param personal what everybody knows of the member, such as handle and name
     */
    Optional<String> why(String password, List<String> personal) {
        var plain = folded(password);
        if (Common.ALL.contains(plain)) {
            return Optional.of("must not be one of the most common passwords, which are guessed first");
        }
        // Figures and signs beside a name are what everybody tries next.
        var letters = letters(plain);
        if (OF_THE_HOUSE.contains(letters)) {
            return Optional.of("must not be made of this site's name or of the word password");
        }
        if (personal.stream()
                .map(WeakPasswords::folded)
                .anyMatch(known -> known.equals(plain) || isMadeOf(letters(known), letters))) {
            return Optional.of("must not be made of your handle or name");
        }
        return breached.filter(list -> list.has(password))
                .map(found -> "must not be one that was in a known data breach; it is not yours alone any more");
    }

    private static boolean isMadeOf(String known, String letters) {
        return known.length() >= SHORTEST_NAME && known.equals(letters);
    }

    private static String letters(String folded) {
        return folded.replaceAll("[^\\p{L}]+", "");
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The list of a library, read at its first use and once for the process: some 38 000 that are long enough for us. */
    private static final class Common {
        static final Set<String> ALL = read();

        private static Set<String> read() {
            var list = Objects.requireNonNull(Nbvcxz.class.getResourceAsStream("/dictionaries/passwords.txt"));
            try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> line.length() >= SHORTEST)
                        .map(WeakPasswords::folded)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
