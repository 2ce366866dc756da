package vadra.routes;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import vadra.channels.RoomNames;
import vadra.community.CommunityService;
import vadra.core.PostId;
import vadra.core.Problem;
import vadra.docket.Notice;
import vadra.openness.Entry;

/** What people make, by the names that others know it by. */
record Things(RoomNames names, CommunityService community) {
    private static final Pattern PERMALINK =
            Pattern.compile("(?:^|.*/)(?:rooms/[a-z0-9-]+#p-(?<post>[0-9a-f-]{36})|rooms/(?<room>[a-z0-9-]+)/?"
                    + "|people/(?<person>[a-z0-9_-]+)/?)");

    static Entry.Kind kind(String code) {
        return Entry.Kind.valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The id of a post, of the room by a slug, or of the member by a handle. */
    Future<UUID> id(Entry.Kind kind, String name) {
        return switch (kind) {
            case POST -> Future.succeededFuture(PostId.parse(name).value());
            case ROOM -> names.keyOf(name).map(room -> room.id().value());
            case PROFILE -> community.person(name).map(member -> member.id().value());
            // It has doors of its own, since only its parties know it.
            case MESSAGE -> Future.failedFuture(Problem.notFound("thing", name));
        };
    }

    /** What a permalink leads to; fails where it is none of ours. */
    Future<Notice.Thing> at(String place) {
        var link = PERMALINK.matcher(place.strip());
        if (!link.matches()) {
            return Future.failedFuture("no permalink of ours");
        }
        var kind = link.group("post") != null
                ? Entry.Kind.POST
                : link.group("room") != null ? Entry.Kind.ROOM : Entry.Kind.PROFILE;
        var name = link.group(kind == Entry.Kind.POST ? "post" : kind == Entry.Kind.ROOM ? "room" : "person");
        return Future.succeededFuture().compose(any -> id(kind, name)).map(id -> new Notice.Thing(kind, id));
    }
}
