package vadra.direct;

/** All that there is to do in direct messages: what changes something, and what is read. */
public record Direct(Conversations conversations, PgConversations reader) {}
