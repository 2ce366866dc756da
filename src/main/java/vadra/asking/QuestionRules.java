package vadra.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vadra.asking.Question.Claim;
import vadra.asking.Question.State;
import vadra.core.Actor;
import vadra.core.Problem;

/** What a host may make of one question. Pure. */
final class QuestionRules {
    /** How long a claim lasts. */
    static final Duration CLAIM = Duration.ofMinutes(5);
    /** Within what time a move can be undone. */
    static final Duration UNDO = Duration.ofSeconds(10);
    /** How far ahead a promise may be. */
    static final Duration PROMISE = Duration.ofDays(365);

    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    private QuestionRules() {}

    /**
     * How a question stands after a move that concerns it alone; nothing when it stands so already.
     *
     * @throws vadra.core.ProblemException when it may not be
     */
    static Optional<Standing> after(Move move, Standing now, Actor by, Instant at) {
        if (now.into() != null) {
            throw Problem.conflict("The question is merged into another, which stands for it.");
        }
        if (now.state() == State.ANSWERED) {
            throw Problem.conflict("The question is answered; whatever is said further is a reply.");
        }
        if (move instanceof Move.Claim) {
            return Optional.of(now.claimed(new Claim(by, at.plus(CLAIM))));
        } else if (move instanceof Move.Release) {
            return Optional.of(now.claimed(null)).filter(let -> holds(now, by));
        } else if (move instanceof Move.Choose) {
            return Optional.of(chosen(now, by, at)).filter(let -> now.state() != State.CHOSEN);
        } else if (move instanceof Move.Answer answer) {
            return Optional.of(new Standing(State.ANSWERED, null, null, answer.reply(), null, null, at, by));
        } else if (move instanceof Move.Decline decline) {
            return Optional.of(declined(decline, now, by, at));
        } else if (move instanceof Move.Promise promise) {
            return Optional.of(promised(promise, by, at));
        }
        throw new AssertionError(move);
    }

    /** A claim of another host that lasts is an answer that somebody is writing. */
    static void free(Standing now, Actor by, Instant at) {
        var claim = now.claim();
        if (claim != null && claim.lasts(at) && !claim.by().id().equals(by.id())) {
            throw Problem.taken(claim.by(), claim.until().minus(CLAIM));
        }
    }

    private static boolean holds(Standing now, Actor by) {
        return now.claim() != null && now.claim().by().id().equals(by.id());
    }

    private static Standing chosen(Standing now, Actor by, Instant at) {
        return new Standing(State.CHOSEN, null, holds(now, by) ? now.claim() : null, null, null, null, at, by);
    }

    private static Standing declined(Move.Decline decline, Standing now, Actor by, Instant at) {
        if (now.state() == State.DECLINED) {
            throw Problem.conflict("The question is declined already.");
        }
        int characters = length(decline.reason());
        if (characters < SHORTEST || characters > LONGEST) {
            throw Problem.invalid("reason", SHORTEST + " to " + LONGEST + " characters");
        }
        return new Standing(State.DECLINED, null, null, null, decline.reason(), null, at, by);
    }

    private static Standing promised(Move.Promise promise, Actor by, Instant at) {
        if (!promise.by().isAfter(at) || promise.by().isAfter(at.plus(PROMISE))) {
            throw Problem.invalid("by", "a time within a year from now");
        }
        if (promise.note() != null && length(promise.note()) > LONGEST) {
            throw Problem.invalid("note", "at most " + LONGEST + " characters");
        }
        return new Standing(State.PROMISED, null, null, null, promise.note(), promise.by(), at, by);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
