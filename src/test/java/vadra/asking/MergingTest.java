package vadra.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.ProblemException;
import vadra.core.Role;

/** Whatever is merged, parted, undone and voted, in whatever order: votes are people, and parting gives all back. */
class MergingTest {
    private static final int QUESTIONS = 6;
    private static final int PEOPLE = 8;
    private static final Instant START = Instant.parse("2026-11-02T18:00:00Z");
    private static final Actor HOST = new Actor(new MemberId(new UUID(7, 7)), "bjorn", "Björn", Role.BLOGGER);
    private static final List<String> MOVES =
            List.of("merge", "merge", "unmerge", "undo", "choose", "decline", "promise", "vote", "vote", "unvote");

    private final QuestionBook book = new QuestionBook();
    private final Map<PostId, Set<MemberId>> wanted = new HashMap<>();
    private Instant now = START;

    MergingTest() {
        book.host(HOST.id());
        for (int i = 0; i < QUESTIONS; i++) {
            book.ask(post(i), i, Question.asked(START));
            wanted.put(post(i), new HashSet<>());
        }
    }

    @Property(tries = 400)
    void votesAreThePeopleWhoWantAnyOfThem(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 100_000) Integer> acts) {
        for (int act : acts) {
            act(act);
            for (int i = 0; i < QUESTIONS; i++) {
                assertThat(book.question(post(i)).votes()).isEqualTo(people(post(i)));
            }
        }
    }

    @Property(tries = 400)
    void partingGivesEachBackAsItWas(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 100_000) Integer> before,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 100_000) Integer> merges) {
        before.forEach(this::act);
        partAll();
        var stood = states();
        merges.forEach(act -> attempt(new Move.Merge(post(act / 7 % QUESTIONS)), post(act % QUESTIONS)));
        partAll();
        assertThat(states()).isEqualTo(stood);
    }

    private void act(int number) {
        now = now.plusSeconds(1);
        var post = post(number % QUESTIONS);
        var person = new MemberId(new UUID(8, number / 6 % PEOPLE));
        switch (MOVES.get(number / 48 % MOVES.size())) {
            case "merge" -> attempt(new Move.Merge(post(number / 480 % QUESTIONS)), post);
            case "unmerge" -> attempt(new Move.Unmerge(), post);
            case "undo" -> attempt(new Move.Undo(), post);
            case "choose" -> attempt(new Move.Choose(), post);
            case "decline" -> attempt(new Move.Decline("Det hör inte hit."), post);
            case "promise" -> attempt(new Move.Promise(now.plusSeconds(600), null), post);
            case "vote" -> vote(post, person, true);
            default -> vote(post, person, false);
        }
    }

    private void vote(PostId post, MemberId person, boolean on) {
        var people = wanted.get(post);
        if (people != null && (on ? people.add(person) : people.remove(person))) {
            book.voted(post, person, on, book.vote(post, person, on));
        }
    }

    private void attempt(Move move, PostId post) {
        try {
            book.decide(move, post, HOST, now).forEach(moved -> book.moved(moved, HOST, now));
        } catch (ProblemException refused) {
            // What may not be changes nothing, which is what is held against the count.
        }
    }

    private void partAll() {
        for (int i = 0; i < QUESTIONS; i++) {
            attempt(new Move.Unmerge(), post(i));
        }
    }

    /** Without when, and by whom, it was moved last. */
    private List<Object> states() {
        var states = new ArrayList<Object>();
        for (int i = 0; i < QUESTIONS; i++) {
            var question = book.question(post(i));
            states.add(Stream.of(
                            question.state(),
                            question.merged(),
                            question.votes(),
                            question.reason(),
                            question.promisedFor())
                    .map(String::valueOf)
                    .toList());
        }
        return states;
    }

    private int people(PostId post) {
        return (int) Stream.concat(Stream.of(post), book.question(post).merged().stream())
                .flatMap(part -> wanted.getOrDefault(part, Set.of()).stream())
                .distinct()
                .count();
    }

    private static PostId post(int number) {
        return new PostId(new UUID(1, number));
    }
}
