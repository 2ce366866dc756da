package vadra.invitations;

import vadra.community.Plain;
import vadra.core.Problem;
import vadra.core.Role;

/**
 * An invitation that somebody of the staff wants to make.
 *
 * @param note for whom it is, 1 to 200 characters
 * @param role a member or a blogger; nobody joins as staff
 * @param most how often it may be used, 1 to 1000
 * @param days how long it is open, 1 to 30
 */
public record Wanted(String note, Role role, int most, int days) {
    private static final int LONGEST_NOTE = 200;
    private static final int MOST_USES = 1_000;
    private static final int MOST_DAYS = 30;

    /** The same, with its fields held against their rules; a {@link Problem.Invalid} names the one that breaks one. */
    Wanted checked() {
        if (role != Role.MEMBER && role != Role.BLOGGER) {
            throw Problem.invalid("role", "must be member or blogger; nobody joins as staff");
        }
        between("uses", most, MOST_USES);
        between("days", days, MOST_DAYS);
        return new Wanted(Plain.line("note", note, LONGEST_NOTE), role, most, days);
    }

    private static void between(String field, int number, int most) {
        if (number < 1 || number > most) {
            throw Problem.invalid(field, "must be from 1 to " + most);
        }
    }
}
