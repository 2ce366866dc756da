package vadra.channels;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import vadra.core.EventLog;
import vadra.core.Recorded;
import vadra.core.RoomId;

/**
 * The log, for who encodes what is read: a room that was started on another node is known by its name before the first of
 * its events is returned, since the name is part of what is sent.
 */
public record NamedLog(EventLog log, RoomNames names) implements EventLog {
    @Override
    public String epoch() {
        return log.epoch();
    }

    @Override
    public Future<List<Recorded>> read(RoomId room, long after, int limit) {
        return names.learn(room).compose(known -> log.read(room, after, limit));
    }

    @Override
    public Future<List<Recorded>> readable(RoomId room, long after, int limit) {
        return names.learn(room).compose(known -> log.readable(room, after, limit));
    }

    @Override
    public Future<Map<RoomId, Long>> tops() {
        return log.tops();
    }

    @Override
    public Future<Place> back(Instant since, int limit) {
        return log.back(since, limit);
    }

    @Override
    public Future<List<Recorded>> after(Place place, int limit) {
        return log.after(place, limit);
    }
}
