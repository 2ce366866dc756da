package vadra.app;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.channels.Pulse;
import vadra.core.Event;
import vadra.core.PostId;
import vadra.discussion.RoomEvent;
import vadra.parts.Quoting;

/**
 * Tells rooms of what changed of the posts that are quoted there. It follows the log, so each node tells its own listeners; a
 * page that was away reads its quotes anew.
 */
final class SourceNews {
    private static final Logger LOG = LoggerFactory.getLogger(SourceNews.class);

    private final Quoting quoting;
    private final Pulse pulse;

    SourceNews(Quoting quoting, Pulse pulse) {
        this.quoting = quoting;
        this.pulse = pulse;
    }

    /** What an event makes of a post that may be quoted. */
    private record News(PostId post, boolean gone) {
        static Optional<News> of(Event event) {
            if (event instanceof RoomEvent.PostEdited edited) {
                return Optional.of(new News(edited.post(), false));
            } else if (event instanceof RoomEvent.PostShown shown) {
                return Optional.of(new News(shown.post(), false));
            } else if (event instanceof RoomEvent.PostWithdrawn withdrawn) {
                return Optional.of(new News(withdrawn.post(), true));
            } else if (event instanceof RoomEvent.PostHidden hidden) {
                return Optional.of(new News(hidden.post(), true));
            }
            return Optional.empty();
        }
    }

    void happened(Event event) {
        News.of(event)
                .ifPresent(news -> quoting.rooms(news.post())
                        .onSuccess(rooms -> rooms.forEach(room -> pulse.sourceChanged(room, news.post(), news.gone())))
                        .onFailure(failure -> LOG.warn("quotes.untold cause={}", failure.toString())));
    }
}
