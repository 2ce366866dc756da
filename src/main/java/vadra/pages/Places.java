package vadra.pages;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.api.Services;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.ProblemException;
import vadra.core.RoomId;
import vadra.discussion.Post;
import vadra.discussion.RoomReader;
import vadra.marks.ReadMark;
import vadra.marks.ReadMarks;

/** The place in a room's talk that a URL leads to: {@code ?post=} by a post's id, {@code ?at=} by a minute. */
final class Places {
    private static final int POSTS = 50;
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");
    private static final int LONGEST_TIME = 40;

    private final RoomReader reader;
    private final ReadMarks marks;

    Places(Services services) {
        this.reader = services.reader();
        this.marks = services.people().attended().marks();
    }

    /**
     * What of a talk is shown first.
     *
     * @param target the post that the URL leads to
     * @param mark up to where the reader has read, for a member who has
     */
    record Place(Post.Page page, Optional<Post> target, Optional<ReadMark> mark) {
        /** The mark as the page's script reads it, empty for none. */
        String read() {
            return mark.map(reached -> Long.toString(reached.seq())).orElse("");
        }

        /** Its id as the page's script reads it, empty for none. */
        String id() {
            return target.map(post -> post.id().toString()).orElse("");
        }
    }

    /** The stretch of a room that is asked for, with what stands round it; the newest where nothing else is, or is no more. */
    Future<Place> of(RoutingContext context, RoomId room, String slug) {
        var who = Pages.readerOf(context);
        return Future.all(seq(context, room, slug), mark(who, room)).compose(known -> {
            Optional<Long> asked = known.resultAt(0);
            return asked.map(seq -> reader.around(room, seq, POSTS, who))
                    .orElseGet(() -> reader.before(room, Long.MAX_VALUE, POSTS, who))
                    .map(page -> new Place(page, asked.flatMap(seq -> first(page, seq)), known.resultAt(1)));
        });
    }

    private Future<Optional<ReadMark>> mark(@Nullable MemberId who, RoomId room) {
        return who == null ? Future.succeededFuture(Optional.empty()) : marks.in(room, who);
    }

    private static Optional<Post> first(Post.Page page, long seq) {
        return page.posts().stream().filter(post -> post.seq() >= seq).findFirst();
    }

    private Future<Optional<Long>> seq(RoutingContext context, RoomId room, String slug) {
        var post = context.queryParams().get("post");
        if (post != null) {
            return post(post, slug);
        }
        return time(context.queryParams().get("at"))
                .map(at -> reader.from(room, at))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Long>> post(String id, String slug) {
        try {
            return reader.post(PostId.parse(id), null)
                    .map(post ->
                            Optional.of(post.seq()).filter(seq -> post.room().equals(slug)))
                    .recover(missing -> missing instanceof ProblemException
                            ? Future.succeededFuture(Optional.empty())
                            : Future.failedFuture(missing));
        } catch (ProblemException noId) {
            return Future.succeededFuture(Optional.empty());
        }
    }

    /** A minute as a link has it, such as {@code 2026-11-30T10:05Z}; without a zone it is our own. */
    private static Optional<Instant> time(@Nullable String text) {
        if (text == null || text.length() > LONGEST_TIME) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? LocalDateTime.parse(text.substring(0, text.length() - 1))
                                    .toInstant(ZoneOffset.UTC)
                            : LocalDateTime.parse(text).atZone(HOME).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
