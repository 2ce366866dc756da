package vadra.wire;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Role;
import vadra.discussion.Room;
import vadra.discussion.RoomEvent;
import vadra.qa.Owed;
import vadra.qa.Recap;
import vadra.qa.ReplyRecord;
import vadra.qa.Sitting;

/** The JSON form of sittings, of what came of them and of what is owed, as in the contract. */
public final class SittingJson {
    private SittingJson() {}

    /** A sitting as it is at a moment. */
    public static JsonObject sitting(Sitting sitting, Instant now) {
        var under = sitting.under();
        return new JsonObject()
                .put("slug", sitting.slug())
                .put("title", sitting.title())
                .put("greeting", sitting.greeting())
                .put("language", sitting.language())
                .put("product", sitting.product())
                .put("code", sitting.code())
                .put("template", sitting.template().code())
                .put("under", under == null ? null : place(under))
                .put("earlier", sitting.earlier())
                .put("later", sitting.later())
                .put("startsAt", sitting.startsAt().toString())
                .put("endsAt", sitting.endsAt().toString())
                .put("asksUntil", sitting.asksUntil().toString())
                .put("state", sitting.at(now).code())
                .put("moves", sitting.moves())
                .put("hosts", DiscussionJson.array(sitting.hosts(), SittingJson::host))
                .put("questions", sitting.asked().questions())
                .put("settled", sitting.asked().settled());
    }

    /** What a sitting's move adds to an event. */
    static JsonObject moved(JsonObject json, RoomEvent.QaMoved moved) {
        return json.put("by", host(moved.by()).put("id", moved.by().id().toString()))
                .put(
                        "qa",
                        new JsonObject()
                                .put("startsAt", moved.startsAt().toString())
                                .put("endsAt", moved.endsAt().toString())
                                .put("moves", moved.moves()));
    }

    /** The same as it was read from the log. */
    static RoomEvent.QaMoved moved(JsonObject json) {
        var by = json.getJsonObject("by");
        var qa = json.getJsonObject("qa");
        return new RoomEvent.QaMoved(
                new Actor(
                        new MemberId(UUID.fromString(by.getString("id"))),
                        by.getString("handle"),
                        by.getString("name"),
                        Role.of(by.getString("role"))),
                Instant.parse(qa.getString("startsAt")),
                Instant.parse(qa.getString("endsAt")),
                qa.getInteger("moves"));
    }

    private static JsonObject host(Actor host) {
        return new JsonObject()
                .put("handle", host.handle())
                .put("name", host.name())
                .put("role", host.role().code());
    }

    private static JsonObject place(Sitting.Place place) {
        return new JsonObject()
                .put("kind", place.kind().code())
                .put("slug", place.slug())
                .put("title", place.title());
    }

    /** What is owed. */
    public static JsonObject owed(Owed owed) {
        return new JsonObject()
                .put("post", owed.post().toString())
                .put("text", owed.text())
                .put("language", owed.language())
                .put("asker", owed.asker())
                .put("askedAt", owed.askedAt().toString())
                .put("changedAt", owed.changedAt().toString())
                .put("place", place(owed.place()))
                .put("url", path(owed.place()) + "#p-" + owed.post())
                .put("votes", owed.votes())
                .put("promisedFor", text(owed.promisedFor()))
                .put("promisedBy", owed.promisedBy());
    }

    /** A stretch of a list of what is owed. */
    public static JsonObject page(Owed.Page page) {
        var next = page.next();
        return new JsonObject()
                .put("questions", DiscussionJson.array(page.rows(), SittingJson::owed))
                .put("next", next == null ? null : next.toString());
    }

    /** How long the lists of what is owed are. */
    public static JsonObject counts(Owed.Counts counts) {
        var json = new JsonObject();
        for (var kind : Owed.Kind.values()) {
            json.put(kind.code(), counts.of().getOrDefault(kind, 0));
        }
        return json;
    }

    /** How a member keeps their word. */
    public static JsonObject record(ReplyRecord kept) {
        return new JsonObject()
                .put("all", kept.all())
                .put("answered", kept.answered())
                .put("declined", kept.declined())
                .put("waiting", kept.waiting())
                .put("overdue", kept.overdue())
                .put(
                        "medianSeconds",
                        kept.median().map(median -> median.toSeconds()).orElse(null));
    }

    /** What came of a sitting. */
    public static JsonObject recap(Recap recap) {
        return new JsonObject()
                .put("settled", DiscussionJson.array(recap.settled(), SittingJson::item))
                .put("owed", DiscussionJson.array(recap.owed(), SittingJson::item));
    }

    private static JsonObject item(Recap.Item item) {
        return new JsonObject()
                .put("post", item.post().toString())
                .put("state", item.state())
                .put("question", words(item.question()))
                .put("asker", item.asker())
                .put("others", item.others())
                .put("votes", item.votes())
                .put("movedAt", item.movedAt().toString())
                .put("answer", item.answer() == null ? null : words(item.answer()))
                .put("by", item.by())
                .put("reason", item.reason())
                .put("promisedFor", text(item.promisedFor()));
    }

    private static JsonObject words(Recap.Words words) {
        return new JsonObject()
                .put("source", words.source())
                .put("html", words.html())
                .put("language", words.language());
    }

    /** Where a room of this kind is read. */
    public static String path(Sitting.Place place) {
        var folder = place.kind() == Room.Kind.QA ? "qa" : place.kind() == Room.Kind.ARTICLE ? "articles" : "rooms";
        return "/" + folder + "/" + place.slug();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
