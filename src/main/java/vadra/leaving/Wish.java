package vadra.leaving;

import java.time.Instant;

/**
 * That a member leaves.
 *
 * @param dueAt from when it is carried out; until then the member may stay after all
 */
public record Wish(Kind kind, Instant askedAt, Instant dueAt) {
    /** What is to become of what the member said in public; all else goes in either case. */
    public enum Kind {
        /** It goes. */
        ERASE("erase"),
        /** It stays, as nobody's. */
        ANONYMISE("anonymise");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The name in the contract and the database. */
        public String code() {
            return code;
        }

        /**
         * The kind of a name.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind of(String code) {
            for (var kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(code);
        }
    }
}
