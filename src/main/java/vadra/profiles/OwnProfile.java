package vadra.profiles;

import java.util.Map;

/**
 * A member's own profile.
 *
 * @param said all of it
 * @param audiences of every field
 * @param hidden whether the house rules hide its free words and its picture from everybody else
 */
public record OwnProfile(Profile said, Map<Field, Audience> audiences, boolean hidden) {}
