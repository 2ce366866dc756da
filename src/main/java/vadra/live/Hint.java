package vadra.live;

import vadra.core.RoomId;

/**
 * Word that a room's log has grown, for nodes that did not commit it. It carries no truth: lost, doubled or late it costs
 * a read or a second, and what it names is read from the log.
 *
 * @param epoch the life of the log; a hint from another one is passed over
 * @param seq the highest sequence that is known to be committed
 */
public record Hint(String epoch, RoomId room, long seq) {}
