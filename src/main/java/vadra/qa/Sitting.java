package vadra.qa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.RoomId;
import vadra.discussion.Room;

/**
 * A Q&A: a room of questions with a time of its own.
 *
 * @param room its room, of kind {@link Room.Kind#QA}
 * @param greeting what its hosts say first; a room's topic
 * @param product the slug of what it is about, null when it is about no product
 * @param code what the short link leads by
 * @param under the article or the talk that it stands under, null under nothing but its own roof
 * @param earlier the slug of the sitting whose open questions it took over, null for none
 * @param later the slug of the sitting that took over its open questions, null for none
 * @param moves how often its times changed
 * @param hosts in the order in which they became hosts
 */
public record Sitting(
        RoomId room,
        String slug,
        String title,
        String greeting,
        String language,
        @Nullable String product,
        String code,
        Template template,
        @Nullable Place under,
        @Nullable String earlier,
        @Nullable String later,
        Instant startsAt,
        Instant endsAt,
        int moves,
        List<Actor> hosts,
        Asked asked) {
    /** For so long after the end one may still ask; what was asked can be answered for ever. */
    public static final Duration LATE = Duration.ofDays(7);

    public Sitting {
        hosts = List.copyOf(hosts);
    }

    /** Where a sitting stands in its time. */
    public enum State {
        /** It has not begun; one may ask already. */
        ANNOUNCED,
        RUNNING,
        /** It is over; what was asked is still owed. */
        ENDED;

        /** Its name in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A room that is named. */
    public record Place(Room.Kind kind, String slug, String title) {}

    /**
     * How many questions it has, apart from those that stand under others.
     *
     * @param settled of them answered or declined
     */
    public record Asked(int questions, int settled) {}

    /** Its state at a moment, which follows from its times and from nothing else. */
    public State at(Instant now) {
        if (!now.isBefore(endsAt)) {
            return State.ENDED;
        }
        return now.isBefore(startsAt) ? State.ANNOUNCED : State.RUNNING;
    }

    /** Until when questions are taken. */
    public Instant asksUntil() {
        return endsAt.plus(LATE);
    }

    /** Whether a member hosts it. */
    public boolean isHost(@Nullable MemberId member) {
        return hosts.stream().anyMatch(host -> host.id().equals(member));
    }
}
