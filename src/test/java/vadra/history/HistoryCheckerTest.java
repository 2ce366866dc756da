package vadra.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vadra.history.History.Step;
import vadra.history.HistoryChecker.Kind;
import vadra.history.HistoryChecker.Violation;

/** A judge is judged first: each kind of fault is planted in a thousand histories, and found in every one. */
class HistoryCheckerTest {
    private static final int HISTORIES = 1_000;

    @Test
    void aThousandGoodHistoriesAreGood() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var made = RandomHistory.of(seed);
            assertThat(made.steps()).hasSizeGreaterThan(100);
            assertThat(judge(made)).as("history %s", seed).isEmpty();
        }
    }

    @Test
    void anAckedCommandThatTheLogLacksIsALostWrite() {
        planted(Kind.LOST_WRITE, (made, random) -> {
            var acked = any(made, random, Step.Acked.class, step -> true);
            var log = new ArrayList<>(Objects.requireNonNull(made.logs().get(acked.room())));
            log.set(Math.toIntExact(acked.offset() - 1), "other");
            made.logs().put(acked.room(), log);
        });
    }

    @Test
    void oneCommandAtTwoOffsetsIsADuplicate() {
        planted(Kind.DUPLICATE, (made, random) -> {
            var acked = any(made, random, Step.Acked.class, step -> true);
            var log = new ArrayList<>(Objects.requireNonNull(made.logs().get(acked.room())));
            log.add(acked.command());
            made.logs().put(acked.room(), log);
        });
    }

    @Test
    void anOffsetUsedTwiceIsInconsistent() {
        planted(Kind.INCONSISTENT, (made, random) -> {
            var heard = any(made, random, Step.Heard.class, step -> true);
            replace(made, heard, new Step.Heard(heard.client(), heard.room(), heard.offset(), "other"));
        });
    }

    @Test
    void aDroppedEventIsASkip() {
        planted(Kind.SKIP, (made, random) -> {
            // Neither the last one, which would be unseen, nor before a reload, which makes it good.
            var heard = any(made, random, Step.Heard.class, step -> hears(made, step, step.offset() + 1));
            made.steps().remove(heard);
        });
    }

    @Test
    void anEventHeardTwiceOrTooLateIsNotMonotonic() {
        planted(Kind.NON_MONOTONIC, (made, random) -> {
            var heard = any(made, random, Step.Heard.class, step -> true);
            if (random.nextBoolean()) {
                made.steps().add(made.steps().indexOf(heard) + 1, heard);
            } else {
                made.steps().add(new Step.Heard(heard.client(), heard.room(), 1, "c1"));
            }
        });
    }

    @Test
    void twoEventsInTheWrongOrderAreNotMonotonic() {
        planted(Kind.NON_MONOTONIC, (made, random) -> {
            var heard = any(made, random, Step.Heard.class, step -> hears(made, step, step.offset() + 1));
            var next = any(
                    made,
                    random,
                    Step.Heard.class,
                    step -> sameEar(step, heard) && step.offset() == heard.offset() + 1);
            int first = made.steps().indexOf(heard);
            int second = made.steps().indexOf(next);
            made.steps().set(first, next);
            made.steps().set(second, heard);
        });
    }

    @Test
    void anEndThatNeverCameIsUnseen() {
        planted(Kind.UNSEEN, (made, random) -> {
            var stayed = any(made, random, Step.Stayed.class, step -> true);
            var log = new ArrayList<>(Objects.requireNonNull(made.logs().get(stayed.room())));
            log.add("last");
            made.logs().put(stayed.room(), log);
        });
    }

    @Test
    void somethingHeardThatTheLogLacksIsAnAbortedRead() {
        planted(Kind.ABORTED_READ, (made, random) -> {
            var stayed = any(made, random, Step.Stayed.class, step -> true);
            int top = Objects.requireNonNull(made.logs().get(stayed.room())).size();
            made.steps()
                    .add(
                            made.steps().indexOf(stayed),
                            new Step.Heard(stayed.client(), stayed.room(), top + 1, "ghost"));
        });
    }

    @Test
    void sentAfterAnAckAndYetBeforeItIsAgainstRealTime() {
        planted(Kind.REAL_TIME_ORDER, (made, random) -> {
            // The log, and all who heard it, have the two in each other's place.
            var first = any(made, random, Step.Acked.class, step -> laterSent(made, step) != null);
            var later = Objects.requireNonNull(laterSent(made, first)).command();
            made.steps().replaceAll(step -> swapped(step, first.command(), later, made));
            var log = new ArrayList<>(Objects.requireNonNull(made.logs().get(first.room())));
            log.replaceAll(id -> swapped(id, first.command(), later));
            made.logs().put(first.room(), log);
        });
    }

    @Test
    void aLeakIsAWrongAudience() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var made = RandomHistory.of(seed);
            assertThat(HistoryChecker.check(made.steps(), made.logs(), (client, room) -> !client.equals("doc")))
                    .as("history %s", seed)
                    .isNotEmpty()
                    .extracting(Violation::kind)
                    .containsOnly(Kind.WRONG_AUDIENCE);
        }
    }

    private static void planted(Kind kind, BiConsumer<RandomHistory.Made, Random> fault) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            var made = RandomHistory.of(seed);
            fault.accept(made, new Random(seed));
            assertThat(judge(made))
                    .as("history %s", seed)
                    .extracting(Violation::kind)
                    .contains(kind);
        }
    }

    private static List<Violation> judge(RandomHistory.Made made) {
        return HistoryChecker.check(made.steps(), made.logs(), (client, room) -> true);
    }

    private static <T extends Step> T any(RandomHistory.Made made, Random random, Class<T> type, Predicate<T> such) {
        var all = made.steps().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(such)
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    /** Whether the same ear hears an offset, with no reload after this step and before it. */
    private static boolean hears(RandomHistory.Made made, Step.Heard heard, long offset) {
        int from = made.steps().indexOf(heard) + 1;
        return IntStream.range(from, made.steps().size())
                .mapToObj(made.steps()::get)
                .filter(step -> sameEar(step, heard))
                .filter(step -> step instanceof Step.Heard || step instanceof Step.Loaded)
                .findFirst()
                .filter(step -> step instanceof Step.Heard next && next.offset() == offset)
                .isPresent();
    }

    private static boolean sameEar(Step one, Step other) {
        return one.client().equals(other.client()) && one.room().equals(other.room());
    }

    private static Step.@Nullable Sent laterSent(RandomHistory.Made made, Step.Acked acked) {
        var log = Objects.requireNonNull(made.logs().get(acked.room()));
        var after =
                made.steps().subList(made.steps().indexOf(acked), made.steps().size());
        var before = made.steps().subList(0, made.steps().indexOf(acked));
        return after.stream()
                .filter(step -> step instanceof Step.Sent sent
                        && sent.room().equals(acked.room())
                        && log.indexOf(sent.command()) >= acked.offset()
                        && before.stream()
                                .noneMatch(earlier -> earlier instanceof Step.Sent first
                                        && first.command().equals(sent.command())))
                .map(Step.Sent.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static String swapped(String id, String one, String other) {
        return id.equals(one) ? other : id.equals(other) ? one : id;
    }

    private static Step swapped(Step step, String one, String other, RandomHistory.Made made) {
        if (step instanceof Step.Heard heard) {
            return new Step.Heard(heard.client(), heard.room(), heard.offset(), swapped(heard.id(), one, other));
        }
        if (step instanceof Step.Acked acked) {
            var log = Objects.requireNonNull(made.logs().get(acked.room()));
            var place = swapped(acked.command(), one, other);
            return place.equals(acked.command())
                    ? acked
                    : new Step.Acked(acked.client(), acked.room(), acked.command(), log.indexOf(place) + 1);
        }
        return step;
    }

    private static void replace(RandomHistory.Made made, Step old, Step with) {
        made.steps().set(made.steps().indexOf(old), with);
    }
}
