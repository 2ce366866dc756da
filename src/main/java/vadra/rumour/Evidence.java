package vadra.rumour;

import java.util.List;
import vadra.core.PostId;
import vadra.velocity.LevelChange;

/**
 * Why a claim has its level.
 *
 * @param change the engine's figures beside its thresholds
 * @param reading the claim as a whole at that moment
 * @param posts representative ones: the first, the most shared, the most asked about; at most 5
 */
public record Evidence(LevelChange change, Reading reading, List<PostId> posts) {
    public Evidence {
        posts = List.copyOf(posts);
    }
}
