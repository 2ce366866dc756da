package vadra.core;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The append-only log of all rooms, for reading. Appending is part of the transaction that accepts a command.
 *
 * <p>Implementers promise: within a room sequences have no gaps and a higher sequence was committed later; an event
 * that was returned once is returned for ever, in the same place. One that cannot be read is {@link Unreadable}.
 */
public interface EventLog {
    /** Names the life of this log; see {@link Position}. */
    String epoch();

    /**
     * What follows a place in one room's log.
     *
     * @param after the last sequence that the caller knows, 0 for the beginning
     * @param limit at most this many, 1 to 1 000
     * @return in order of sequence, empty at the end
     */
    Future<List<Recorded>> read(RoomId room, long after, int limit);

    /**
     * The same for who listens now: words that somebody took back since, or that the house rules hide, are left out.
     *
     * @param after the last sequence that the listener knows, 0 for the beginning
     * @param limit at most this many, 1 to 1 000
     */
    Future<List<Recorded>> readable(RoomId room, long after, int limit);

    /** The highest sequence of each room that there is and of {@link RoomId#CONTROL}, 0 where nothing happened. */
    Future<Map<RoomId, Long>> tops();

    /**
     * A place in the order of what happened in all rooms: by time, then room, then sequence.
     *
     * @param seq what is after this place in that room and at that time
     */
    record Place(Instant at, RoomId room, long seq) {}

    /**
     * The place from which on a consumer reads that builds its state from what happened since a moment.
     *
     * @param since before what happened at or after this time
     * @param limit before so many of the newest, when there are more
     */
    Future<Place> back(Instant since, int limit);

    /**
     * What happened in all rooms after a place.
     *
     * @param limit at most this many, 1 to 1 000
     * @return in order of time, then room, then sequence; empty at the end
     */
    Future<List<Recorded>> after(Place place, int limit);
}
