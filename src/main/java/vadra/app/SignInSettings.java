package vadra.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import vadra.community.WeakPasswords;

/**
 * What signing in asks for.
 *
 * @param staffMust whether who is staff acts as such only with a second factor
 * @param breached the passwords of known breaches, where there is such a file
 */
public record SignInSettings(boolean staffMust, Optional<Path> breached) {
    static SignInSettings of(Settings.Reading read) {
        return new SignInSettings(staffMust(read), breached(read));
    }

    /** What is not taken for a new password. */
    WeakPasswords weak() {
        try {
            return WeakPasswords.with(breached);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean staffMust(Settings.Reading read) {
        return switch (read.text("sign-in.staff-second-factor")) {
            case "asked" -> false;
            case "required" -> true;
            default -> {
                read.faults().add("sign-in.staff-second-factor must be asked or required");
                yield true;
            }
        };
    }

    private static Optional<Path> breached(Settings.Reading read) {
        var path = read.text("sign-in.breached-passwords");
        try {
            if (!path.isEmpty()) {
                WeakPasswords.check(Path.of(path));
                return Optional.of(Path.of(path));
            }
        } catch (IOException unreadable) {
            read.faults()
                    .add(
                            "sign-in.breached-passwords must be a file of SHA-1 hashes in hexadecimal, sorted, one a line");
        }
        return Optional.empty();
    }
}
