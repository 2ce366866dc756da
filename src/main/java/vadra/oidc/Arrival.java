package vadra.oidc;

import vadra.core.MemberId;

/** What came of it that somebody came back from the issuer. */
public sealed interface Arrival {
    /** Where in the house they were, a path. */
    String returnTo();

    /** A member, whom the issuer has recognised. */
    record Known(MemberId member, String returnTo) implements Arrival {}

    /** A member who was signed in, and has linked an account. */
    record Linked(String returnTo) implements Arrival {}

    /**
     * Nobody whom the house knows, who may join now.
     *
     * @param secret opens that, for half an hour
     */
    record New(String secret, String returnTo) implements Arrival {
        @Override
        public String toString() {
            return "New[]";
        }
    }
}
