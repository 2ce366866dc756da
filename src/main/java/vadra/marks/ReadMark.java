package vadra.marks;

/**
 * How far a member has read in a room.
 *
 * @param room its slug
 * @param kind its kind, as its code
 * @param seq the sequence up to which everything was read
 * @param unread how many posts by others came after that and can be read, counted up to {@value #MOST_COUNTED}
 */
public record ReadMark(String room, String kind, long seq, int unread) {
    /** Where counting ends: more than that is many. */
    public static final int MOST_COUNTED = 100;
}
