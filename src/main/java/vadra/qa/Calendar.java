package vadra.qa;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A sitting as an iCalendar object (RFC 5545). All times are in UTC, so that no zone needs to be told of. */
public final class Calendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LINE_BYTES = 75;

    private Calendar() {}

    /**
     * The calendar of one sitting.
     *
     * @param page where it is, an address that browsers open
     * @param now when this is written
     */
    public static String of(Sitting sitting, String page, Instant now) {
        var text = new StringBuilder();
        List.of(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Vadra//Sittings//EN",
                        "BEGIN:VEVENT",
                        "UID:" + sitting.room() + "@vadra",
                        "SEQUENCE:" + sitting.moves(),
                        "DTSTAMP:" + UTC.format(now),
                        "DTSTART:" + UTC.format(sitting.startsAt().truncatedTo(ChronoUnit.SECONDS)),
                        "DTEND:" + UTC.format(sitting.endsAt().truncatedTo(ChronoUnit.SECONDS)),
                        "SUMMARY:" + escaped(sitting.title()),
                        "DESCRIPTION:" + escaped(sitting.greeting()),
                        "LOCATION:" + escaped(page),
                        "URL:" + page,
                        "END:VEVENT",
                        "END:VCALENDAR")
                .forEach(line -> fold(line, text));
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** A line has at most 75 bytes; what is longer goes on behind a space, and no character is cut in two. */
    private static void fold(String line, StringBuilder text) {
        int bytes = 0;
        for (int point : line.codePoints().toArray()) {
            var sign = Character.toString(point);
            int more = sign.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > LINE_BYTES) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(sign);
            bytes += more;
        }
        text.append("\r\n");
    }
}
