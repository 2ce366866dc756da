package vadra.rumour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vadra.core.RoomId;
import vadra.velocity.Level;
import vadra.wording.Language;
import vadra.wording.Watch;

/**
 * Something that is said, and that is watched for: named by staff, or found by the monitor and proposed to them. A claim is
 * watched, not people, and not its truth.
 *
 * @param slug its name in paths, which stays
 * @param salt makes the numbers that stand for its carriers
 * @param version counts its changes from 1
 */
public record Claim(
        UUID id, String slug, String title, Look look, Standing standing, Instant namedAt, UUID salt, long version) {
    /**
     * What is looked for.
     *
     * @param phrases 1 to 20
     * @param patterns regular expressions besides, at most 5
     * @param match whether one phrase or pattern is enough
     * @param language how words are reduced to their stems
     * @param rooms where; everywhere when there are none
     */
    public record Look(List<String> phrases, List<String> patterns, Match match, Stems language, Set<RoomId> rooms) {
        /** More phrases than this are not looked for. */
        public static final int MAX_PHRASES = 20;

        public Look {
            phrases = List.copyOf(phrases);
            patterns = List.copyOf(patterns);
            rooms = Set.copyOf(rooms);
        }

        Look with(List<String> newPhrases) {
            return new Look(newPhrases, patterns, match, language, rooms);
        }

        Watch<UUID> watch(UUID claim) {
            return new Watch<>(
                    claim,
                    match == Match.ANY ? Watch.Match.ANY : Watch.Match.ALL,
                    switch (language) {
                        case SV -> Language.SWEDISH;
                        case EN -> Language.ENGLISH;
                        case ANY -> Language.BOTH;
                    },
                    phrases,
                    patterns);
        }
    }

    /**
     * What became of it.
     *
     * @param emergent whether the monitor found it by itself
     * @param shown whether it is on the wall; of proposed ones only so many an hour are
     * @param alertFrom from which level on an alert is raised
     * @param mergedInto the slug of the claim that it is the same as
     */
    public record Standing(
            State state,
            boolean emergent,
            boolean shown,
            Level alertFrom,
            Optional<Instant> endedAt,
            Optional<String> mergedInto,
            Optional<Mute> mute) {
        /** That of a claim which staff names. */
        static Standing named(Level alertFrom) {
            return new Standing(
                    State.WATCHED, false, true, alertFrom, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** That of a claim which the monitor found. */
        static Standing found(boolean shown) {
            return new Standing(
                    State.PROPOSED, true, shown, Level.ELEVATED, Optional.empty(), Optional.empty(), Optional.empty());
        }

        Standing confirmed() {
            return new Standing(State.WATCHED, emergent, true, alertFrom, endedAt, mergedInto, mute);
        }

        Standing ended(State how, Instant at, Optional<String> into) {
            return new Standing(how, emergent, shown, alertFrom, Optional.of(at), into, Optional.empty());
        }

        Standing muted(Optional<Mute> until) {
            return new Standing(state, emergent, shown, alertFrom, endedAt, mergedInto, until);
        }

        Standing alertingFrom(Level level) {
            return new Standing(state, emergent, shown, level, endedAt, mergedInto, mute);
        }
    }

    /** No alerts until a time, and why. */
    public record Mute(Instant until, String reason) {}

    /** How many of the phrases a post must hold. */
    public enum Match {
        ANY,
        ALL
    }

    /** Whose endings are cut off before words are compared. */
    public enum Stems {
        /** Swedish: {@code bryggaren} and {@code bryggare} are one. */
        SV,
        /** English: {@code brewers} and {@code brewer} are one. */
        EN,
        /** Both, for talk that mixes them. */
        ANY
    }

    /** What became of a claim. */
    public enum State {
        WATCHED,
        /** Found by the monitor; nobody has looked at it yet. */
        PROPOSED,
        /** A false alarm. */
        DISMISSED,
        /** The same as another. */
        MERGED,
        /** Watched no more. */
        RETIRED
    }

    /** Whether it is counted. */
    public boolean isLive() {
        return standing.state() == State.WATCHED || standing.state() == State.PROPOSED;
    }

    /** Whether it is silent at a moment. */
    boolean isMuted(Instant now) {
        return standing.mute().filter(mute -> now.isBefore(mute.until())).isPresent();
    }

    Claim with(String newTitle) {
        return new Claim(id, slug, newTitle, look, standing, namedAt, salt, version);
    }

    Claim with(Look newLook) {
        return new Claim(id, slug, title, newLook, standing, namedAt, salt, version);
    }

    Claim with(Standing newStanding) {
        return new Claim(id, slug, title, look, newStanding, namedAt, salt, version);
    }
}
