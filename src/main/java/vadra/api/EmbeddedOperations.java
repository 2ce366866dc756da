package vadra.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.community.Session;
import vadra.core.Problem;
import vadra.core.ProblemException;

/**
 * All that a room in a frame of another site's page may ask for as somebody: to read the room, to speak in it and take that
 * back, and to report. Neither who somebody is here nor anything else of theirs is behind it.
 */
public final class EmbeddedOperations {
    /** By their names in the contract; a socket's calls have the same. */
    public static final Set<String> ALL = Set.of(
            "getSession",
            "signOut",
            "getRules",
            "acceptRules",
            "getRoom",
            "listPosts",
            "getPost",
            "getThread",
            "say",
            "editPost",
            "withdrawPost",
            "react",
            "unreact",
            "getReportRules",
            "report");

    private EmbeddedOperations() {}

    /**
     * Lets through whoever is not in a frame, and who is in one where it may.
     *
     * @throws vadra.core.ProblemException {@link Problem.Forbidden} otherwise, and for the company's staff in any frame
     */
    public static void guard(@Nullable Session session, String operation) {
        if (session != null
                && session.isEmbedded()
                && (!ALL.contains(operation) || session.actor().isStaff())) {
            throw refused();
        }
    }

    /** What is answered to who asks for more in a frame. */
    public static ProblemException refused() {
        return Problem.forbidden("This is not done in a frame; open the room in the house itself.");
    }
}
