package vadra.core;

import java.util.UUID;

/** Identifies a place where people talk. */
public record RoomId(UUID value) {
    /**
     * Reads the text form.
     *
     * @throws ProblemException {@link Problem.NotFound}, since an id that is no id names nothing
     */
    public static RoomId parse(String text) {
        try {
            return new RoomId(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("room", text);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
