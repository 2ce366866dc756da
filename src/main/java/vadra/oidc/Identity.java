package vadra.oidc;

/**
 * Somebody whom an issuer knows, by a token that was found good.
 *
 * @param subject names the person to the issuer, always and alone
 * @param name a name to begin with, perhaps empty
 * @param isStaff whether the issuer says that the person is of the company's staff
 */
public record Identity(String issuer, String subject, String name, boolean isStaff) {
    @Override
    public String toString() {
        return "Identity[]";
    }
}
