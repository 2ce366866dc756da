package vadra.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history against the log of its rooms, in one pass: it knows nothing of the server, only what was promised.
 */
public final class HistoryChecker {
    private final Map<String, List<String>> logs;
    private final BiPredicate<String, String> mayHear;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Name, Long> placed = new HashMap<>();
    private final Map<Ear, Long> last = new HashMap<>();
    private final Map<String, Long> ackedTop = new HashMap<>();
    private final Map<Name, Long> floors = new HashMap<>();
    private final Set<Name> doubled = new HashSet<>();

    private HistoryChecker(Map<String, List<String>> logs, BiPredicate<String, String> mayHear) {
        this.logs = logs;
        this.mayHear = mayHear;
    }

    /** A promise, and what it is called when it is broken. */
    public enum Kind {
        /** Acknowledged, and not in the log. */
        LOST_WRITE,
        /** One command at two offsets. */
        DUPLICATE,
        /** Two things at one offset. */
        INCONSISTENT,
        /** A client heard what comes later without what comes before. */
        SKIP,
        /** A client heard something twice, or something older after something newer. */
        NON_MONOTONIC,
        /** A client that stayed did not hear the end. */
        UNSEEN,
        /** A client heard what is not in the log. */
        ABORTED_READ,
        /** Sent after another was acknowledged, and before it in the log. */
        REAL_TIME_ORDER,
        /** A client heard what it has no right to. */
        WRONG_AUDIENCE
    }

    public record Violation(Kind kind, String what) {}

    private record Ear(String client, String room) {}

    private record Name(String room, String id) {}

    /**
     * All that is wrong with a history.
     *
     * @param logs of each room its ids in order; the first has offset 1
     * @param mayHear whether a client may hear a room
     */
    public static List<Violation> check(
            List<History.Step> steps, Map<String, List<String>> logs, BiPredicate<String, String> mayHear) {
        var checker = new HistoryChecker(logs, mayHear);
        logs.forEach(checker::log);
        steps.forEach(checker::step);
        checker.realTimeOrder();
        return checker.violations;
    }

    private void log(String room, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            place(new Name(room, ids.get(i)), i + 1);
        }
    }

    private void place(Name name, long offset) {
        Long known = placed.putIfAbsent(name, offset);
        if (known != null && known != offset && doubled.add(name)) {
            found(Kind.DUPLICATE, name.id() + " of " + name.room() + " is at " + known + " and at " + offset);
        }
    }

    private void step(History.Step step) {
        if (step instanceof History.Step.Sent sent) {
            floors.putIfAbsent(new Name(sent.room(), sent.command()), ackedTop.getOrDefault(sent.room(), 0L));
        } else if (step instanceof History.Step.Acked acked) {
            acked(acked);
        } else if (step instanceof History.Step.Heard heard) {
            heard(heard);
        } else if (step instanceof History.Step.Loaded loaded) {
            loaded(loaded);
        } else if (step instanceof History.Step.Stayed stayed) {
            stayed(stayed);
        } else {
            throw new AssertionError(step);
        }
    }

    private void acked(History.Step.Acked acked) {
        Long place = placed.get(new Name(acked.room(), acked.command()));
        if (place == null) {
            found(Kind.LOST_WRITE, acked + " is not in the log");
        } else if (place != acked.offset()) {
            found(Kind.INCONSISTENT, acked + " is in the log at " + place);
        }
        ackedTop.merge(acked.room(), acked.offset(), Math::max);
    }

    private void heard(History.Step.Heard heard) {
        if (!mayHear.test(heard.client(), heard.room())) {
            found(Kind.WRONG_AUDIENCE, heard.toString());
        }
        var there = at(heard.room(), heard.offset());
        if (there == null) {
            found(Kind.ABORTED_READ, heard + " is not in the log");
        } else if (!there.equals(heard.id())) {
            found(Kind.INCONSISTENT, heard + " is " + there + " in the log");
        }
        var ear = new Ear(heard.client(), heard.room());
        long before = last.getOrDefault(ear, 0L);
        if (heard.offset() <= before) {
            found(Kind.NON_MONOTONIC, heard + " after " + before);
        } else if (heard.offset() > before + 1) {
            found(Kind.SKIP, heard + " after " + before);
        }
        last.merge(ear, heard.offset(), Math::max);
    }

    private void loaded(History.Step.Loaded loaded) {
        long before = last.getOrDefault(new Ear(loaded.client(), loaded.room()), 0L);
        if (loaded.offset() < before) {
            found(Kind.NON_MONOTONIC, loaded + " after " + before);
        }
        last.put(new Ear(loaded.client(), loaded.room()), loaded.offset());
    }

    private void stayed(History.Step.Stayed stayed) {
        long heard = last.getOrDefault(new Ear(stayed.client(), stayed.room()), 0L);
        int top = logs.getOrDefault(stayed.room(), List.of()).size();
        if (heard < top) {
            found(Kind.UNSEEN, stayed + " heard " + heard + " of " + top);
        }
    }

    private void realTimeOrder() {
        floors.forEach((name, floor) -> {
            Long place = placed.get(name);
            if (place != null && place <= floor) {
                found(Kind.REAL_TIME_ORDER, name.id() + " is at " + place + ", sent after " + floor + " was acked");
            }
        });
    }

    private @Nullable String at(String room, long offset) {
        var log = Objects.requireNonNullElse(logs.get(room), List.<String>of());
        return offset >= 1 && offset <= log.size() ? log.get(Math.toIntExact(offset - 1)) : null;
    }

    private void found(Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }
}
