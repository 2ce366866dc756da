package vadra.core;

import java.util.regex.Pattern;

/**
 * The name that a client gives a command of its own, so that sending it again has no second effect.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record CommandId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    public CommandId {
        if (!SHAPE.matcher(value).matches()) {
            throw Problem.invalid("commandId", "1 to 64 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
