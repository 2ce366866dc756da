package vadra.keys;

/**
 * What a member can prove themselves with beside the password.
 *
 * @param app whether there is an app that shows codes
 * @param codes recovery codes that are not used yet
 */
public record Held(boolean app, int passkeys, int codes) {
    /** Whether the password alone does not open. */
    public boolean any() {
        return app || passkeys > 0;
    }
}
