package vadra.wording;

import java.util.List;
import java.util.Optional;

/**
 * What a post meant for emergence.
 *
 * @param carries numbers of the topics, raised earlier or now, that it says something of
 * @param raised the topic that it raised
 */
public record Heard(List<Integer> carries, Optional<Topic> raised) {
    static final Heard NOTHING = new Heard(List.of(), Optional.empty());

    public Heard {
        carries = List.copyOf(carries);
    }
}
