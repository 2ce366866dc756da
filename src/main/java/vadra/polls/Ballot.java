package vadra.polls;

import java.util.List;
import vadra.core.Role;

/**
 * Who chose what, in a poll that was declared open.
 *
 * @param chosen by their places from 0
 */
public record Ballot(String handle, String name, Role role, List<Integer> chosen) {
    public Ballot {
        chosen = List.copyOf(chosen);
    }
}
