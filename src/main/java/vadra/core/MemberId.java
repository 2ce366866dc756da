package vadra.core;

import java.util.UUID;

/** Identifies a person who has joined. */
public record MemberId(UUID value) {
    /**
     * Reads the text form.
     *
     * @throws ProblemException {@link Problem.NotFound}, since an id that is no id names nothing
     */
    public static MemberId parse(String text) {
        try {
            return new MemberId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("member", text);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
