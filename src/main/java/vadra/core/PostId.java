package vadra.core;

import java.util.UUID;

/** Identifies one thing that somebody said. */
public record PostId(UUID value) {
    /**
     * Reads the text form.
     *
     * @throws ProblemException {@link Problem.NotFound}, since an id that is no id names nothing
     */
    public static PostId parse(String text) {
        try {
            return new PostId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("post", text);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
