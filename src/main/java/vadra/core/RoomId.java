package vadra.core;

import java.util.UUID;

/** Identifies a place where people talk. */
public record RoomId(UUID value) {
    /** No room, but the log of what every node must know: sessions that ended, rights that changed. Nobody enters it. */
    public static final RoomId CONTROL = new RoomId(new UUID(0, 0));

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
