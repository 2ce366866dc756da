package vadra.core;

/**
 * The name that a client gives a command of its own, so that sending it again has no second effect.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record CommandId(String value) {
    private static final int LONGEST = 64;

    public CommandId {
        // By hand, since every event that is read from the log has one.
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(CommandId::fits)) {
            throw Problem.invalid("commandId", "1 to 64 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    private static boolean fits(int letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '-' && letter <= ':' && letter != '/')
                || letter == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
