package vadra.contacts;

import java.util.Optional;
import vadra.core.Actor;
import vadra.core.MemberId;

/**
 * That something of a member's own changed, for their open pages.
 *
 * @param member whom to tell, and nobody else
 * @param handle theirs
 * @param told what they have not done themselves and would want to know: {@code asked} or {@code accepted}
 */
public record News(long n, MemberId member, String handle, Optional<String> told, Change change) {
    /** What changed, as it stands now. */
    public sealed interface Change {}

    /** What is between the member and another: contact, block or mute. */
    public record Between(Actor with, Relation relation) implements Change {}

    /** The member's word filter. */
    public record Filter(Folds folds) implements Change {}
}
