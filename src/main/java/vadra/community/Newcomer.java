package vadra.community;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says who wants to join.
 *
 * @param handle null to have one made from the name
 * @param password 8 to 200 characters; not looked at for who is vouched for
 * @param acceptedRules the version of the house rules that the person read
 */
public record Newcomer(String name, @Nullable String handle, String password, int acceptedRules) {
    @Override
    public String toString() {
        return "Newcomer[handle=" + handle + "]";
    }
}
