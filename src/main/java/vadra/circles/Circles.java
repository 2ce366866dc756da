package vadra.circles;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.core.RoomId;
import vadra.discussion.NewRoom;

/**
 * Circles and who is in them. Whoever hosts one decides who is in it and what it says of itself; over what is said in its
 * rooms a host has no power that others have not. Safe for use by any thread.
 */
public final class Circles {
    private static final int MOST_INTERESTS = 10;
    private static final int PEOPLE = 100;

    private final PgCircles circles;
    private final PgCircleDoors doors;
    private final Supplier<UUID> ids;

    public Circles(Pool pool, Supplier<UUID> ids) {
        this.circles = new PgCircles(pool);
        this.doors = new PgCircleDoors(pool);
        this.ids = ids;
    }

    /** Which circles are looked for: all of them where both are null. */
    public record Wanted(
            @Nullable String interest, @Nullable String product) {}

    /** The circles, those in whose rooms something was said lately first; at most 100. */
    public Future<List<Circle>> all(Wanted wanted) {
        return circles.all(wanted);
    }

    /** A circle; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<Circle> one(String slug) {
        return circles.one(slug).map(found -> found.orElseThrow(() -> Problem.notFound("circle", slug)));
    }

    /** All that everybody sees of a circle; fails with {@link Problem.NotFound} when there is none by that name. */
    public Future<Circle.Whole> whole(String slug) {
        return one(slug).compose(circle -> {
            var rules = rules(slug);
            var places = places(slug);
            var hosts = hosts(slug);
            var people = people(slug, "", PEOPLE);
            return Future.all(rules, places, hosts, people)
                    .map(read ->
                            new Circle.Whole(circle, rules.result(), places.result(), hosts.result(), people.result()));
        });
    }

    /** All versions of its rules, newest first; there is always one. */
    public Future<List<Circle.Rules>> rules(String slug) {
        return circles.rules(slug);
    }

    /** Its rooms, those that talked last first; at most 100. */
    public Future<List<Circle.Place>> places(String slug) {
        return circles.places(slug);
    }

    /** The circle that a room was started in. */
    public Future<Optional<Circle.Own>> around(RoomId room) {
        return circles.around(room);
    }

    /** What was said last in its rooms, newest first; at most 50. */
    public Future<List<PostId>> said(String slug) {
        return circles.said(slug);
    }

    /** Its hosts, the lead first; at most 20. */
    public Future<List<Circle.Person>> hosts(String slug) {
        return circles.hosts(slug);
    }

    /** Who is in it and lets everybody see that, by handle, after a handle; at most {@code most}. */
    public Future<List<Circle.Person>> people(String slug, String after, int most) {
        return circles.people(slug, after, most);
    }

    /** The circles that a member is in, or has asked to be in; at most 200. */
    public Future<List<Circle.Own>> own(MemberId member) {
        return circles.own(member);
    }

    /** The circles that a member hosts, as everybody sees; at most 50. */
    public Future<List<Circle.Own>> hostedBy(MemberId member) {
        return circles.hostedBy(member);
    }

    /** Starts a circle, and leads it; its rules hold at once. */
    public Future<Circle> start(Actor actor, String slug, Circle.Words words, List<Circle.Rule> rules) {
        return doors.start(actor.id(), ids.get(), slug, normal(words), normal(rules))
                .compose(done -> one(slug));
    }

    /** A host says anew what a circle is. */
    public Future<Circle> change(Actor actor, String slug, Circle.Words words) {
        return doors.change(actor.id(), slug, normal(words)).compose(done -> one(slug));
    }

    /** A host announces rules, which hold in a week. */
    public Future<List<Circle.Rules>> announce(Actor actor, String slug, List<Circle.Rule> rules) {
        return doors.announce(actor.id(), slug, normal(rules)).compose(done -> rules(slug));
    }

    /** Joins, or asks to where it is by request; who has done so says only whether everybody may see it. */
    public Future<Void> join(Actor actor, String slug, boolean listed) {
        return doors.join(actor.id(), slug, listed);
    }

    /** Leaves, or asks no more. */
    public Future<Void> leave(Actor actor, String slug) {
        return doors.leave(actor.id(), slug);
    }

    /** Who asks to be let in, for its hosts; at most 100. */
    public Future<List<Circle.Asker>> askers(Actor actor, String slug) {
        return doors.askers(actor.id(), slug);
    }

    /** A host lets in who asked, or does not; then nobody is told. */
    public Future<Void> admit(Actor actor, String slug, String handle, boolean letIn) {
        return doors.admit(actor.id(), slug, handle, letIn);
    }

    /** The lead asks somebody to host, who says yes by the same. */
    public Future<List<Circle.Person>> host(Actor actor, String slug, String handle) {
        return doors.host(actor.id(), slug, handle).compose(done -> hosts(slug));
    }

    /** Somebody says no to hosting, or hosts no longer. */
    public Future<Void> unhost(Actor actor, String slug, String handle) {
        return doors.unhost(actor.id(), slug, handle);
    }

    /** The lead hands over to another host, or somebody takes on a circle that nobody leads. */
    public Future<List<Circle.Person>> handOver(Actor actor, String slug, String handle) {
        return doors.handOver(actor.id(), slug, handle).compose(done -> hosts(slug));
    }

    /** Starts a room in a circle; it is a room like every other. */
    public Future<Void> startRoom(Actor actor, String slug, NewRoom room) {
        return doors.startRoom(actor.id(), slug, ids.get(), room);
    }

    private static Circle.Words normal(Circle.Words words) {
        if (words.interests().size() > MOST_INTERESTS) {
            throw Problem.invalid("interests", "at most " + MOST_INTERESTS);
        }
        return new Circle.Words(
                Plain.line("name", words.name(), 80),
                Plain.lines("about", words.about(), 1000),
                words.language(),
                words.interests().stream()
                        .map(interest -> Plain.line("interests", interest, 40).toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                words.product(),
                words.byRequest());
    }

    private static List<Circle.Rule> normal(List<Circle.Rule> rules) {
        if (rules.size() > Circle.MOST_RULES) {
            throw Problem.invalid("rules", "at most " + Circle.MOST_RULES);
        }
        return rules.stream()
                .map(rule ->
                        new Circle.Rule(Plain.line("title", rule.title(), 80), Plain.lines("text", rule.text(), 1000)))
                .toList();
    }
}
