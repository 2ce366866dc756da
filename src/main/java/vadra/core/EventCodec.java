package vadra.core;

/**
 * Writes events as text and reads them back. There is one such form: what the log stores is what a socket sends.
 *
 * <p>Implementers promise that {@code decode(kind, encode(event))} equals the event.
 */
public interface EventCodec {
    /** The JSON object of the event, with its {@code kind}. */
    String encode(Event event);

    /**
     * The event of a JSON object.
     *
     * @throws IllegalArgumentException when the text is not an event that this codec knows
     */
    Event decode(String json);
}
