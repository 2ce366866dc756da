package vadra.core;

import java.time.Duration;
import java.time.Instant;

/**
 * An answer that says no, and why. Not a fault: the server works as it should.
 *
 * <p>Each kind is an RFC 9457 problem type, {@code /problems/<slug>}; a socket gets the same object in an error frame.
 */
public sealed interface Problem {
    /** The last part of the problem's type, and the key of its explanation. */
    String slug();

    /** The HTTP status. */
    int status();

    /** What is wrong in this case, in a sentence that names the thing and the rule. Never holds what a person wrote. */
    String detail();

    /** Whether the same request may succeed later, unchanged. */
    default boolean temporary() {
        return false;
    }

    /** The thing does not exist, or not for this person. */
    record NotFound(String what, String name) implements Problem {
        @Override
        public String slug() {
            return "not-found";
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public String detail() {
            return "There is no " + what + " by that name.";
        }
    }

    /** Somebody must sign in first. */
    record SignInNeeded() implements Problem {
        @Override
        public String slug() {
            return "sign-in-needed";
        }

        @Override
        public int status() {
            return 401;
        }

        @Override
        public String detail() {
            return "Sign in, or send a valid bearer token.";
        }
    }

    /** The person is known, but may not do this. */
    record Forbidden(String rule) implements Problem {
        @Override
        public String slug() {
            return "forbidden";
        }

        @Override
        public int status() {
            return 403;
        }

        @Override
        public String detail() {
            return rule;
        }
    }

    /** A field breaks a rule of form. */
    record Invalid(String field, String rule) implements Problem {
        @Override
        public String slug() {
            return "invalid";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public String detail() {
            return field + ": " + rule + ".";
        }
    }

    /** The request is well formed, but does not fit what is there now. */
    record Conflict(String rule) implements Problem {
        @Override
        public String slug() {
            return "conflict";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String detail() {
            return rule;
        }
    }

    /**
     * What is to be written anew was written anew meanwhile, by the same person elsewhere; this is how it stands.
     *
     * @param text the newer one
     */
    record Outdated(int version, String title, String text) implements Problem {
        @Override
        public String slug() {
            return "outdated";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String detail() {
            return "It was written anew meanwhile; nothing was overwritten.";
        }
    }

    /** Somebody else was first. */
    record Taken(Actor by, Instant since) implements Problem {
        @Override
        public String slug() {
            return "taken";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String detail() {
            return "Somebody else was first.";
        }
    }

    /**
     * A limit of rate or of queue is reached.
     *
     * @param limit which one, in a word
     */
    record TooFast(String limit, String rule, Duration retryAfter) implements Problem {
        @Override
        public String slug() {
            return "too-fast";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public String detail() {
            return rule;
        }

        @Override
        public boolean temporary() {
            return true;
        }
    }

    /** The server cannot keep its promises now; nothing was written. */
    record Unavailable(String what, Duration retryAfter) implements Problem {
        @Override
        public String slug() {
            return "unavailable";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public String detail() {
            return what;
        }

        @Override
        public boolean temporary() {
            return true;
        }
    }

    static ProblemException notFound(String what, String name) {
        return new ProblemException(new NotFound(what, name));
    }

    static ProblemException signInNeeded() {
        return new ProblemException(new SignInNeeded());
    }

    static ProblemException forbidden(String rule) {
        return new ProblemException(new Forbidden(rule));
    }

    static ProblemException invalid(String field, String rule) {
        return new ProblemException(new Invalid(field, rule));
    }

    static ProblemException conflict(String rule) {
        return new ProblemException(new Conflict(rule));
    }

    static ProblemException outdated(int version, String title, String text) {
        return new ProblemException(new Outdated(version, title, text));
    }

    static ProblemException taken(Actor by, Instant since) {
        return new ProblemException(new Taken(by, since));
    }

    static ProblemException tooFast(String limit, String rule, Duration retryAfter) {
        return new ProblemException(new TooFast(limit, rule, retryAfter));
    }

    static ProblemException unavailable(String what, Duration retryAfter) {
        return new ProblemException(new Unavailable(what, retryAfter));
    }
}
