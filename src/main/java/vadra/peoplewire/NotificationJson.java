package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.core.Problem;
import vadra.notifications.Changes;
import vadra.notifications.Choices;
import vadra.notifications.Letters;
import vadra.notifications.Notification;
import vadra.notifications.Notifications;
import vadra.notifications.Seen;
import vadra.wire.DiscussionJson;

/** The forms of notifications and of what members chose of them. */
public final class NotificationJson {
    private NotificationJson() {}

    /** A page of a member's notifications. */
    public static JsonObject page(Notifications.Page page) {
        return new JsonObject()
                .put("notifications", DiscussionJson.array(page.all(), NotificationJson::notification))
                .put("unread", page.unread())
                .put("next", page.next().orElse(null));
    }

    /** What a member's devices are told when something changed. */
    public static JsonObject news(Changes.News news) {
        return new JsonObject()
                .put("kind", "notifications")
                .put("unread", news.unread())
                .put("fresh", news.fresh())
                .put("newest", news.newest().map(NotificationJson::notification).orElse(null));
    }

    private static JsonObject notification(Notification told) {
        var what = told.what();
        return new JsonObject()
                .put("n", told.n())
                .put("kind", what.kind())
                .put("at", told.at().toString())
                .put("read", told.read())
                .put("link", told.path())
                .put("times", what.times())
                .put("move", what.move())
                .put("place", what.place().map(NotificationJson::place).orElse(null))
                .put("by", told.by().map(NotificationJson::by).orElse(null))
                .put("words", told.words());
    }

    private static JsonObject place(Notification.Place place) {
        return new JsonObject()
                .put("room", place.room())
                .put("title", place.title())
                .put("kind", place.kind())
                .put("post", text(place.post()))
                .put("thread", text(place.thread()));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static JsonObject by(Notification.By by) {
        return new JsonObject().put("name", by.name()).put("handle", by.handle());
    }

    /** What a member says that they have read. */
    public static Seen seen(JsonObject json) {
        var numbers = json.getJsonArray("numbers", new JsonArray()).stream()
                .map(number -> ((Number) number).longValue())
                .toList();
        return new Seen(numbers, json.getLong("upTo"), json.getString("room"));
    }

    /** All that a member chose. */
    public static JsonObject choices(
            Choices chosen, List<Choices.Place> places, Letters.Address address, boolean mail) {
        return choices(chosen)
                .put(
                        "places",
                        DiscussionJson.array(
                                places,
                                place -> new JsonObject()
                                        .put("kind", place.kind())
                                        .put("name", place.name())
                                        .put("level", place.level())
                                        .put("title", place.title())))
                .put("address", address.confirmed().orElse(null))
                .put("asked", address.asked().orElse(null))
                .put("mailOpen", mail);
    }

    private static JsonObject choices(Choices chosen) {
        var mail = chosen.mail();
        return new JsonObject()
                .put("off", new JsonArray(chosen.off()))
                .put("zone", chosen.zone())
                .put(
                        "quiet",
                        chosen.quiet()
                                .map(quiet -> new JsonObject()
                                        .put("from", quiet.from().toString())
                                        .put("until", quiet.until().toString()))
                                .orElse(null))
                .put("mail", mail.pace().name().toLowerCase(Locale.ROOT))
                .put("mailHour", mail.hour())
                .put("mailDay", mail.day())
                .put("language", mail.language());
    }

    /** What a member chooses; the contract has checked the fields. */
    public static Choices chosen(JsonObject json) {
        var zone = json.getString("zone");
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Problem.invalid("zone", "is a time zone, such as Europe/Stockholm");
        }
        return new Choices(
                json.getJsonArray("off").stream()
                        .map(String.class::cast)
                        .distinct()
                        .toList(),
                zone,
                Optional.ofNullable(json.getJsonObject("quiet")).map(NotificationJson::quiet),
                new Choices.Mail(
                        Choices.Pace.valueOf(json.getString("mail").toUpperCase(Locale.ROOT)),
                        json.getInteger("mailHour"),
                        json.getInteger("mailDay"),
                        json.getString("language")));
    }

    private static Choices.Quiet quiet(JsonObject json) {
        var quiet = new Choices.Quiet(time(json, "from"), time(json, "until"));
        if (quiet.from().equals(quiet.until())) {
            throw Problem.invalid("quiet", "ends at another time than it begins");
        }
        return quiet;
    }

    private static LocalTime time(JsonObject json, String field) {
        try {
            return LocalTime.parse(json.getString(field));
        } catch (DateTimeException noTime) {
            throw Problem.invalid("quiet/" + field, "is a time of day, such as 22:00");
        }
    }
}
