package vadra.discussion;

import vadra.core.RoomId;

/**
 * What of a room never changes, and so may be remembered for ever.
 *
 * @param language two letters, such as {@code sv}; what is said in the room is in it unless it says otherwise
 */
public record RoomKey(RoomId id, Room.Kind kind, String slug, String language) {}
