package vadra.mentions;

/**
 * Somebody who can be meant.
 *
 * @param here whether they spoke in the room lately
 */
public record Mentionable(String handle, String name, boolean here) {}
