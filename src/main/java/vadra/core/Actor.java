package vadra.core;

/**
 * The signed-in person on whose behalf something is done.
 *
 * @param id the member
 * @param handle the unique short name, as in {@code @asta}
 * @param name the display name, any letters
 * @param role what the member is to the company
 */
public record Actor(MemberId id, String handle, String name, Role role) {
    /** Whether this person may open the desk. */
    public boolean isStaff() {
        return role == Role.STAFF;
    }
}
