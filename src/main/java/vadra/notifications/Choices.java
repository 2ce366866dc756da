package vadra.notifications;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What a member chose to be told of, and when.
 *
 * @param off kinds that are off
 * @param zone where the member's clock hangs, such as {@code Europe/Stockholm}
 * @param quiet hours of each day in which nothing is announced or mailed; all of it stands in the list
 */
public record Choices(List<String> off, String zone, Optional<Quiet> quiet, Mail mail) {
    /** Kinds that can be off. */
    public static final List<String> KINDS = List.of(
            "reply",
            "mention",
            "thread",
            "question",
            "article",
            "contact-asked",
            "contact-accepted",
            "direct",
            "circle");

    /** Of who chose nothing. */
    public static final Choices FIRST =
            new Choices(List.of("thread"), "Europe/Stockholm", Optional.empty(), new Mail(Pace.OFF, 8, 1, "sv"));

    public Choices {
        off = List.copyOf(off);
    }

    /** From one time of day to another, past midnight where that is the earlier one. */
    public record Quiet(LocalTime from, LocalTime until) {}

    /**
     * What is mailed.
     *
     * @param hour 0 to 23, on the member's clock
     * @param day 1 is Monday
     */
    public record Mail(Pace pace, int hour, int day, String language) {}

    /** How often mail comes. */
    public enum Pace {
        /** Never. */
        OFF,
        /** Each day, where there is something unread. */
        DAILY,
        /** Each week. */
        WEEKLY,
        /** Soon after somebody replied or named the member, with all else that waits. */
        EACH
    }

    /**
     * A place for which a member chose otherwise than for the rest.
     *
     * @param kind {@code room}, {@code thread} or {@code blog}
     * @param name a room's slug, a thread's first post, a blogger's handle
     * @param level {@code all} or {@code none}
     * @param title what people call it; of a thread its room
     */
    public record Place(String kind, String name, String level, String title) {}
}
