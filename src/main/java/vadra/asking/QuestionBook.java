package vadra.asking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.asking.Question.State;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;

/**
 * As much of a room's questions as a batch of commands needs: those that it names with all that are merged with them, who
 * wants them, and who hosts. Kept up to date while the commands are decided one after another.
 *
 * <p>Valid only inside the transaction that holds the room's lock.
 */
public final class QuestionBook {
    private final Map<PostId, Kept> questions = new HashMap<>();
    private final Map<PostId, Integer> votes = new HashMap<>();
    private final Set<Want> wants = new HashSet<>();
    private final Set<MemberId> hosts = new HashSet<>();

    /** The last move of a question, and how it stood before. */
    record Last(String move, MemberId by, Instant at, Standing before) {}

    /**
     * A question.
     *
     * @param seq its place in the room
     * @param gone whether its post is withdrawn or hidden now
     */
    record Kept(
            PostId id,
            long seq,
            Standing standing,
            boolean gone,
            @Nullable Last last) {}

    private record Want(PostId post, MemberId by) {}

    /** What a move makes of a question; {@code move} is {@code join} or {@code part} where another is merged or parted. */
    public record Moved(PostId post, String move, Question question) {}

    /**
     * What a vote makes of the one that is counted.
     *
     * @param head the question that stands for the one voted on, null where that is itself
     * @param votes how many people want the head then
     */
    public record Vote(@Nullable PostId head, int votes) {}

    void keep(Kept question, int wanted) {
        questions.put(question.id(), question);
        votes.put(question.id(), wanted);
    }

    void wants(PostId post, MemberId by) {
        wants.add(new Want(post, by));
    }

    /** Somebody may move the questions here. */
    public void host(MemberId member) {
        hosts.add(member);
    }

    /** Whether somebody may move the questions here. */
    public boolean hosts(MemberId member) {
        return hosts.contains(member);
    }

    /** Whether a post is a question. */
    public boolean has(PostId post) {
        return questions.containsKey(post);
    }

    /** A question as it stands. */
    Question question(PostId post) {
        var now = kept(post);
        return now.standing().told(mergedIn(post), votesOf(post));
    }

    /** A question was asked. */
    public void ask(PostId post, long seq, Question asked) {
        keep(
                new Kept(
                        post,
                        seq,
                        new Standing(asked.state(), null, null, null, null, null, asked.movedAt(), null),
                        false,
                        null),
                0);
    }

    /** How many want what stands for a question, when somebody begins to want it ({@code on}) or wants it no more. */
    public Vote vote(PostId post, MemberId by, boolean on) {
        var head = headOf(kept(post));
        boolean otherwise = family(head).stream()
                .filter(part -> !part.id().equals(post))
                .anyMatch(part -> wants.contains(new Want(part.id(), by)));
        int step = otherwise ? 0 : on ? 1 : -1;
        return new Vote(head.id().equals(post) ? null : head.id(), votesOf(head.id()) + step);
    }

    /** Takes a vote in. */
    public void voted(PostId post, MemberId by, boolean on, Vote vote) {
        if (on) {
            wants(post, by);
        } else {
            wants.remove(new Want(post, by));
        }
        if (vote.head() == null) {
            votes.put(post, vote.votes());
        } else {
            votes.put(vote.head(), vote.votes());
            votes.merge(post, on ? 1 : -1, Integer::sum);
        }
    }

    /**
     * Decides a move.
     *
     * @return the question moved, and after it those that its merging or parting changes; none when all is so already
     * @throws vadra.core.ProblemException when it may not be
     */
    public List<Moved> decide(Move move, PostId post, Actor by, Instant at) {
        if (!hosts(by.id())) {
            throw Problem.forbidden("Only the hosts of a room move its questions.");
        }
        var now = kept(post);
        if (now.gone()) {
            throw Problem.conflict("The question is withdrawn or hidden, and stands as it is.");
        }
        QuestionRules.free(now.standing(), by, at);
        if (move instanceof Move.Merge merge) {
            return merge(now, merge.into());
        } else if (move instanceof Move.Unmerge) {
            return now.standing().into() == null
                    ? List.of()
                    : told(now, "unmerge", now.standing().merged(null));
        } else if (move instanceof Move.Undo) {
            return told(now, "undo", undone(now, by, at));
        }
        return QuestionRules.after(move, now.standing(), by, at)
                .map(after -> told(now, move.code(), after))
                .orElse(List.of());
    }

    private List<Moved> merge(Kept now, PostId into) {
        var head = headOf(kept(into));
        if (head.id().equals(now.standing().into())) {
            return List.of();
        } else if (now.standing().into() != null) {
            throw Problem.conflict("The question is merged into another already.");
        } else if (head.id().equals(now.id()) || !stands(head)) {
            throw Problem.conflict("A question is merged into another that stands.");
        } else if (now.standing().state() == State.ANSWERED) {
            throw Problem.conflict("The question is answered, and stands for itself.");
        } else if (family(now).size() > 1) {
            throw Problem.conflict("Others are merged into this question; part them from it first.");
        }
        return told(now, "merge", now.standing().merged(head.id()));
    }

    private Standing undone(Kept now, Actor by, Instant at) {
        var last = now.last();
        if (last == null || last.move().equals("undo") || !last.by().equals(by.id())) {
            throw Problem.conflict("A move is undone by who made it, as long as it is the last.");
        }
        if (at.isAfter(last.at().plus(QuestionRules.UNDO))) {
            throw Problem.conflict("A move is undone within 10 seconds.");
        }
        var into = last.before().into();
        if (into != null && !into.equals(now.standing().into()) && (family(now).size() > 1 || !stands(kept(into)))) {
            throw Problem.conflict("The other question was merged as well meanwhile.");
        }
        return last.before();
    }

    private static boolean stands(Kept head) {
        return head.standing().into() == null && !head.gone();
    }

    /** The question as it is then, and those into which it goes or from which it parts. */
    private List<Moved> told(Kept now, String move, Standing after) {
        var before = now.standing().into();
        var into = after.into();
        if (Objects.equals(before, into)) {
            return List.of(new Moved(now.id(), move, after.told(mergedIn(now.id()), votesOf(now.id()))));
        }
        var moved = new ArrayList<Moved>();
        moved.add(new Moved(now.id(), move, after.told(List.of(), people(List.of(now)))));
        if (before != null) {
            moved.add(without(kept(before), now));
        }
        if (into != null) {
            moved.add(with(kept(into), now));
        }
        return moved;
    }

    private Moved without(Kept head, Kept part) {
        var rest = family(head).stream().filter(one -> !one.equals(part)).toList();
        return new Moved(head.id(), "part", head.standing().told(tail(rest, head), people(rest)));
    }

    private Moved with(Kept head, Kept part) {
        var all = new ArrayList<>(family(head));
        all.add(part);
        all.sort(Comparator.comparingLong(Kept::seq));
        return new Moved(head.id(), "join", head.standing().told(tail(all, head), people(all)));
    }

    private static List<PostId> tail(List<Kept> family, Kept head) {
        return family.stream().map(Kept::id).filter(id -> !id.equals(head.id())).toList();
    }

    /** Takes a move in, so that the next command of the batch sees it. */
    public void moved(Moved moved, Actor by, Instant at) {
        var was = kept(moved.post());
        boolean own = !moved.move().equals("join") && !moved.move().equals("part");
        var last = own ? new Last(moved.move(), by.id(), at, was.standing()) : was.last();
        keep(
                new Kept(was.id(), was.seq(), was.standing().after(moved.question()), was.gone(), last),
                moved.question().votes());
    }

    private Kept kept(PostId post) {
        return Optional.ofNullable(questions.get(post))
                .orElseThrow(() -> Problem.conflict("The post is no question of this room."));
    }

    private Kept headOf(Kept question) {
        var into = question.standing().into();
        return into == null ? question : kept(into);
    }

    /** A head and all that it stands for, in the order in which they were asked. */
    private List<Kept> family(Kept head) {
        return questions.values().stream()
                .filter(one -> one.id().equals(head.id())
                        || head.id().equals(one.standing().into()))
                .sorted(Comparator.comparingLong(Kept::seq))
                .toList();
    }

    private List<PostId> mergedIn(PostId head) {
        return tail(family(kept(head)), kept(head));
    }

    private int votesOf(PostId question) {
        return votes.getOrDefault(question, 0);
    }

    /** How many people want any of these. All who do are known, where something is merged or parted. */
    private int people(List<Kept> family) {
        var ids = family.stream().map(Kept::id).toList();
        return (int) wants.stream()
                .filter(want -> ids.contains(want.post()))
                .map(Want::by)
                .distinct()
                .count();
    }
}
