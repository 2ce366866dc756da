package vadra.contacts;

import java.time.Instant;
import java.util.Locale;
import vadra.core.Actor;

/**
 * Somebody with whom a member is in contact, or about to be.
 *
 * @param with the other
 * @param words what the asker wrote to the asked
 * @param at since when it is so
 */
public record Contact(Actor with, State state, String words, Instant at) {
    /** How it stands between two, as the member may know it. */
    public enum State {
        /** Nothing is between them. */
        NONE,
        /** The member asks. It stays so while the other one is silent, and where they decline. */
        ASKING,
        /** The other one asks. */
        ASKED,
        /** They are contacts. */
        CONTACT;

        /** As it is called in JSON and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
