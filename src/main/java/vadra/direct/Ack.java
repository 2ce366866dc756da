package vadra.direct;

import java.util.UUID;

/**
 * The answer to a command that is committed.
 *
 * @param offset its place in the conversation's log
 * @param again whether it had been carried out before, under the same id; then this is what was answered
 */
public record Ack(UUID conversation, UUID message, long offset, boolean again) {}
