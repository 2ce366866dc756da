package vadra.rumour;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.discussion.RoomEvent.PostCreated;
import vadra.wording.Emergence;
import vadra.wording.Passage;
import vadra.wording.Saying;
import vadra.wording.Terms;
import vadra.wording.Topic;

/**
 * Listens for what is newly said, and remembers of the newest {@value #MAX} posts that said something of it which claims
 * that were. The name of a claim that is found comes from its first post and its words alone, so that every node and every
 * restart finds the same ones. Confined to one thread.
 */
final class Hearing {
    static final int MAX = 20_000;
    private static final int MAX_FOUND = 1_000;

    private final Emergence emergence = new Emergence();
    private final LinkedHashMap<PostId, Set<UUID>> carried = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, UUID> found = new LinkedHashMap<>();
    private final List<Found> fresh = new ArrayList<>();
    private Map<UUID, UUID> merged = Map.of();
    private Set<UUID> dismissed = Set.of();

    /** Something new that was found, and the claim that it is. */
    record Found(UUID claim, Topic topic) {}

    /** Learns which found claims the staff merged into others, and which they dismissed. */
    void know(Map<UUID, UUID> mergedInto, Set<UUID> falseAlarms) {
        merged = new HashMap<>(mergedInto);
        found.forEach((number, claim) -> {
            if (falseAlarms.contains(claim) && !dismissed.contains(claim)) {
                emergence.dismiss(number);
            }
        });
        dismissed = Set.copyOf(falseAlarms);
    }

    /** Listens to a post. */
    void add(Recorded recorded, PostCreated created, Passage passage, Places.Place place) {
        var heard = emergence.add(
                new Saying(created.post(), created.by().id(), recorded.at(), place.answers(), Terms.of(passage)));
        heard.raised().ifPresent(topic -> raise(topic, created.post()));
        var claims = heard.carries().stream()
                .filter(found::containsKey)
                .map(found::get)
                .collect(Collectors.toSet());
        if (!claims.isEmpty()) {
            carry(created.post(), claims);
        }
    }

    private void raise(Topic topic, PostId last) {
        var first = topic.posts().isEmpty() ? last : topic.posts().get(0);
        var claim = UUID.nameUUIDFromBytes((first + " " + topic.name()).getBytes(StandardCharsets.UTF_8));
        found.put(topic.number(), claim);
        if (found.size() > MAX_FOUND) {
            found.remove(found.keySet().iterator().next());
        }
        topic.posts().forEach(post -> carry(post, Set.of(claim)));
        if (dismissed.contains(claim)) {
            emergence.dismiss(topic.number());
        } else {
            fresh.add(new Found(claim, topic));
        }
    }

    private void carry(PostId post, Set<UUID> claims) {
        var all = new java.util.HashSet<>(claims);
        all.addAll(carried.getOrDefault(post, Set.of()));
        carried.put(post, Set.copyOf(all));
        if (carried.size() > MAX) {
            carried.remove(carried.keySet().iterator().next());
        }
    }

    /** The claims that a post says something of, those that were merged as what they were merged into. */
    Set<UUID> of(PostId post) {
        return carried.getOrDefault(post, Set.of()).stream()
                .map(claim -> merged.getOrDefault(claim, claim))
                .collect(Collectors.toSet());
    }

    /** All that is remembered, for a count of what was said before. */
    Map<PostId, Set<UUID>> all() {
        return carried.keySet().stream().collect(Collectors.toMap(post -> post, this::of));
    }

    /** What was found since the last call. */
    List<Found> takeFound() {
        var taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }
}
