package vadra.core;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Times that somebody gives. */
public final class Times {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /**
     * Reads a time as RFC 3339 writes it. Years before 1970 and after 9999 are refused: nothing here is of
     * then, and the database and browsers each write them in a way of their own.
     *
     * @param field what it is called where it was given
     * @throws ProblemException {@link Problem.Invalid} when it is none
     */
    public static Instant read(String field, String text) {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeParseException notATime) {
            // The same is told of both.
        }
        throw Problem.invalid(field, "a time from 1970 to 9999 with its zone, such as 2026-11-02T08:00:00Z");
    }
}
