package vadra.community;

import java.time.Instant;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;

/**
 * A person who has joined, as everyone may see them.
 *
 * @param handle the unique short name, as in {@code @asta}; never changes
 * @param name the display name, 1 to 60 characters
 */
public record Member(MemberId id, String handle, String name, Role role, Instant joinedAt) {
    /** The member as somebody who does things. */
    public Actor actor() {
        return new Actor(id, handle, name, role);
    }

    Member as(Role other) {
        return new Member(id, handle, name, other, joinedAt);
    }
}
