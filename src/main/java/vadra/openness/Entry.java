package vadra.openness;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger of restraint: what was announced, hidden, given back or dropped, and why. It names nobody; who acted
 * has an alias.
 *
 * @param n its place, from 1 without holes
 * @param id its name outside of here
 * @param cause decision, or what ended or carried out an earlier row: due, reversal, expiry, changed, appeal
 * @param ends the row that this one carries out or ends
 * @param batch what was done in one act has the same
 * @param effectiveAt from when it holds; for an announcement, when the cooling time is over
 * @param until when it ends by itself
 */
public record Entry(
        long n,
        UUID id,
        Instant at,
        Act act,
        String cause,
        @Nullable Long ends,
        UUID batch,
        Thing thing,
        Ground ground,
        Manner manner,
        Instant effectiveAt,
        @Nullable Instant until,
        Link link) {
    /** What an act does. */
    public enum Act {
        /** It will be hidden when the cooling time is over. */
        ANNOUNCE,
        HIDE,
        SHOW,
        /** What was announced will not happen. */
        DROP,
        /** A room is slowed, for everybody alike. */
        SLOW,
        /** What is new in a room waits, whoever says it. */
        HOLD,
        /** A room is slowed or held no longer. */
        LIFT;

        /** The act of a name in lower case. */
        public static Act of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        /** The name in lower case, as in JSON and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What people make that can be restrained: a post is hidden, a room closed, the text of a profile hidden. */
    public enum Kind {
        POST,
        ROOM,
        PROFILE,
        /** A direct message, which is reported and judged, and on which no act is. */
        MESSAGE
    }

    /**
     * What it is about.
     *
     * @param name what everybody may call it: its id, but for a profile, whose id is a person's
     * @param room null for a profile
     * @param madeAt when the words were written
     */
    public record Thing(
            Kind kind, UUID id, UUID name, @Nullable UUID room, Instant madeAt, String language) {}

    /**
     * Why.
     *
     * @param version of the house rules, the one in force when the words were written; null where no rule was broken, as
     *     when a room is slowed or held
     * @param rule its number in that version
     * @param law for what breaks the law, which
     * @param grounds why the rule is broken; or, of what ends a restraint, why that was ended
     * @param facts what was relied on
     * @param criticism whether what was said criticises the company or what it sells, as who acted says
     */
    public record Ground(
            @Nullable Integer version,
            @Nullable Integer rule,
            @Nullable String law,
            String grounds,
            String facts,
            boolean criticism) {}

    /**
     * How.
     *
     * @param source own, report, notice or flagger
     * @param detected person or machine
     * @param decided person, partly or machine
     * @param actor an alias, {@code starter} for who started the room, {@code machine} for nobody
     * @param scope everywhere or room
     * @param pace of a slowed room, seconds from one post of an author to the next
     */
    public record Manner(
            String source,
            String detected,
            String decided,
            String actor,
            String scope,
            @Nullable Integer pace) {}

    /** The digests of the row before and of this one, 64 hexadecimal digits each. */
    public record Link(String prev, String hash) {}
}
