package vadra.direct;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.Problem;
import vadra.discussion.Markdown;
import vadra.discussion.Text;
import vadra.discussion.Words;

/**
 * Private conversations of two members. One asks to talk with a first message; the other accepts, declines or blocks, or
 * answers at once; contacts need not ask. What may be done is decided by the database, in one transaction for each act;
 * after it {@code changed} is called. Safe for use by any thread.
 */
public final class Conversations {
    /** The language of words that say none. */
    private static final String LANGUAGE = "sv";

    private final PgMessages rows;
    private final Supplier<UUID> ids;
    private final Function<Set<String>, Future<Set<String>>> members;
    private final Consumer<UUID> changed;

    /**
     * Makes the service.
     *
     * @param ids names messages
     * @param members which of some handles are members'
     * @param changed gets each conversation in which something was committed
     */
    public Conversations(
            Pool pool, Supplier<UUID> ids, Function<Set<String>, Future<Set<String>>> members, Consumer<UUID> changed) {
        this.rows = new PgMessages(pool);
        this.ids = ids;
        this.members = members;
        this.changed = changed;
    }

    /** How a request is answered. */
    public enum Answer {
        ACCEPT,
        /** Of which who asked is not told. */
        DECLINE,
        BLOCK
    }

    /**
     * What somebody wrote.
     *
     * @param language null for the house's own
     */
    public record Writing(String source, @Nullable String language) {}

    /**
     * Says something. To a member with whom there is no conversation yet this is a request, unless they are contacts.
     *
     * @return fails with {@link Problem.Conflict} while who asked waits for the answer, with {@link Problem.Forbidden} where
     *     either has blocked the other, with {@link Problem.TooFast} when too many requests wait
     */
    public Future<Ack> send(Actor by, CommandId id, Place to, Writing writing) {
        return words(writing)
                .compose(words -> rows.send(by.id(), id, to, ids.get(), words))
                .onSuccess(this::told);
    }

    /** Writes an own message anew; the earlier words stay, for the two. Fails with {@link Problem.NotFound} for another's. */
    public Future<Ack> edit(Actor by, CommandId id, UUID message, Writing writing) {
        return words(writing)
                .compose(words -> rows.edit(by.id(), id, message, words))
                .onSuccess(this::told);
    }

    /** Takes an own message back; fails with {@link Problem.NotFound} for another's. */
    public Future<Ack> withdraw(Actor by, CommandId id, UUID message) {
        return rows.withdraw(by.id(), id, message).onSuccess(this::told);
    }

    /** Answers a request that was made to this member. */
    public Future<Void> answer(Actor by, UUID conversation, Answer answer) {
        return rows.answer(by.id(), conversation, answer).onSuccess(done -> changed.accept(conversation));
    }

    /** Takes a conversation out of a member's own list, with all that was said; the other keeps it. */
    public Future<Void> leave(Actor by, UUID conversation) {
        return rows.leave(by.id(), conversation).onSuccess(done -> changed.accept(conversation));
    }

    /** A member has read up to a place. */
    public Future<Void> read(Actor by, UUID conversation, long upTo) {
        return rows.read(by.id(), conversation, upTo).map(moved -> {
            if (moved) {
                changed.accept(conversation);
            }
            return null;
        });
    }

    /** Whether a member lets the other see how far they have read. It is seen where both do. */
    public Future<Void> showSeen(Actor by, UUID conversation, boolean shows) {
        return rows.showSeen(by.id(), conversation, shows).onSuccess(done -> changed.accept(conversation));
    }

    /** Reports a message of another's, and lets the staff see the chosen lines as they were said, and nothing else. */
    public Future<Complaint.Receipt> report(Actor by, Complaint complaint) {
        return rows.report(by.id(), complaint);
    }

    /** Finds that a reported message breaks a rule; who reported it reads why. For staff who are no party. */
    public Future<Void> breach(Actor by, UUID caseId, String why) {
        return rows.breach(by.id(), caseId, why);
    }

    /** Forgets what was kept only in case that it is reported, and has been kept long enough. */
    public Future<Void> forget() {
        return rows.forget();
    }

    private void told(Ack ack) {
        changed.accept(ack.conversation());
    }

    private Future<Text> words(Writing writing) {
        return Future.succeededFuture(writing.source())
                .map(written -> Words.normal("text", written))
                .compose(source -> members.apply(Markdown.mentions(source))
                        .map(known -> new Text(
                                source,
                                Markdown.html(source, known),
                                writing.language() == null ? LANGUAGE : writing.language())));
    }
}
