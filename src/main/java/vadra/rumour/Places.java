package vadra.rumour;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.discussion.RoomEvent.PostCreated;
import vadra.parts.Part;
import vadra.wording.Doubt.Setting;

/**
 * Where the newest {@value #MAX} posts stand in their threads, and which claims they hold. A post whose parent is
 * forgotten counts as the beginning of a thread.
 */
final class Places {
    static final int MAX = 50_000;

    private static final int MAX_LINKS = 5;
    private static final Pattern POST = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final LinkedHashMap<PostId, Place> places = new LinkedHashMap<>();

    /**
     * A post's place.
     *
     * @param depth posts between it and the beginning of its thread
     * @param parent what it answers
     */
    record Place(
            PostId post,
            MemberId author,
            int depth,
            @Nullable Place parent,
            Set<UUID> claims) {
        /** The authors of the posts above it. */
        Set<MemberId> answers() {
            var authors = new LinkedHashSet<MemberId>();
            for (var above = parent; above != null; above = above.parent()) {
                authors.add(above.author());
            }
            return authors;
        }

        /** How an answer to it is read when it holds a claim. */
        Setting forAnswers() {
            return depth == 0 ? Setting.DIRECT : Setting.THREAD;
        }
    }

    /** Notes a post; its claims are filled in by whoever finds them. */
    Place add(PostId post, MemberId author, @Nullable PostId parent) {
        var above = parent == null ? null : places.get(parent);
        var place = new Place(post, author, above == null ? 0 : above.depth() + 1, above, new LinkedHashSet<>());
        places.put(post, place);
        if (places.size() > MAX) {
            places.remove(places.keySet().iterator().next());
        }
        return place;
    }

    Optional<Place> of(PostId post) {
        return Optional.ofNullable(places.get(post));
    }

    /** The posts with claims that a post quotes, and those that it links to: who quotes carries on what was said. */
    List<Place> linked(PostCreated said) {
        var quoted = said.parts().stream().filter(Part.Quote.class::isInstance).map(part -> ((Part.Quote) part).post());
        var named = POST.matcher(said.text().source())
                .results()
                .limit(MAX_LINKS)
                .map(found -> new PostId(UUID.fromString(found.group())));
        return Stream.concat(quoted, named)
                .map(places::get)
                .filter(place -> place != null && !place.claims().isEmpty())
                .toList();
    }

    /** The posts that hold a claim. */
    List<PostId> holding(UUID claim) {
        return places.values().stream()
                .filter(place -> place.claims().contains(claim))
                .map(Place::post)
                .toList();
    }
}
