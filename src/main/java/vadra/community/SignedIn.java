package vadra.community;

/**
 * A session that was just made, with the one copy of its secret.
 *
 * @param secret 43 characters of base64url; the server keeps only a digest of it
 */
public record SignedIn(Session session, Member member, String secret) {
    @Override
    public String toString() {
        return "SignedIn[session=" + session.id() + "]";
    }
}
