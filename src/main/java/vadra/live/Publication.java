package vadra.live;

/**
 * Something for all listeners of a channel, already in the form in which it is sent.
 *
 * @param channel where it goes
 * @param offset its place in the channel's log, 0 for a passing signal that is in no log
 * @param data the encoded content, for transports that frame it themselves
 * @param push the encoded push frame, the same for every socket
 */
public record Publication(String channel, long offset, String data, String push) {}
