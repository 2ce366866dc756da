package vadra.core;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param room whose log it is
 * @param seq its place there, gapless from 1
 * @param at when it was committed, by the server's clock; this is the event time of every consumer
 * @param event what happened
 */
public record Recorded(RoomId room, long seq, Instant at, Event event) {}
