package vadra.rumour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is said, and that the staff watches for. A claim is watched, not people, and not its truth.
 *
 * @param slug its name in paths
 * @param phrases what is looked for, 1 to 20
 * @param match whether one phrase is enough
 * @param language how words are reduced to their stems
 * @param retiredAt since when nobody watches for it any more
 */
public record Claim(
        UUID id,
        String slug,
        String title,
        List<String> phrases,
        Match match,
        Stems language,
        Instant namedAt,
        Optional<Instant> retiredAt) {
    public Claim {
        phrases = List.copyOf(phrases);
    }

    /** How many of the phrases a post must hold. */
    public enum Match {
        ANY,
        ALL
    }

    /** Whose endings are cut off before words are compared. */
    public enum Stems {
        /** Swedish: {@code bryggaren} and {@code bryggare} are one. */
        SV,
        /** English: {@code brewers} and {@code brewer} are one. */
        EN,
        /** Both, for talk that mixes them. */
        ANY
    }
}
