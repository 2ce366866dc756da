package vadra.it;

import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vadra.discussion.Room;
import vadra.media.Pictures;
import vadra.profiles.Audience;
import vadra.profiles.Field;

/** People whose profiles have all fields for one audience, and everybody who could read them. */
final class ProfilePeople {
    static final Set<Field> ALL = EnumSet.allOf(Field.class);

    private final TestServer server;
    /** Whose profile has all of its fields for one audience. */
    private final Map<Audience, Api> owners = new EnumMap<>(Audience.class);

    private final Map<Reader, Api> readers = new EnumMap<>(Reader.class);

    /** How somebody stands to an owner. */
    enum Reader {
        STRANGER,
        MEMBER,
        CONTACT,
        BLOCKED,
        BLOCKING,
        SELF;

        /** The table itself. */
        boolean reads(Audience audience) {
            return switch (this) {
                case STRANGER, BLOCKED, BLOCKING -> audience == Audience.PUBLIC;
                case MEMBER -> audience == Audience.PUBLIC || audience == Audience.MEMBERS;
                case CONTACT -> audience != Audience.ME;
                case SELF -> true;
            };
        }

        String handle() {
            return name().toLowerCase(Locale.ROOT) + "-reader";
        }
    }

    /** Lets them all in, and makes contacts and blocks by the database's owner. */
    ProfilePeople(TestServer server, Pool database) {
        this.server = server;
        for (var reader : Reader.values()) {
            readers.put(reader, reader == Reader.STRANGER ? guest() : Person.member(server.url(), reader.handle()));
        }
        for (var audience : Audience.values()) {
            owners.put(audience, comes(audience));
            get(database.query("""
                    INSERT INTO contact SELECT a.id, b.id, '', now(), now() FROM member a, member b
                    WHERE a.handle IN ('contact-reader', 'blocked-reader', 'blocking-reader') AND b.handle = '%1$s';
                    INSERT INTO block SELECT a.id, b.id, now() FROM member a, member b
                    WHERE (a.handle, b.handle) IN (('%1$s', 'blocked-reader'), ('blocking-reader', '%1$s'))""".formatted(handle(audience))).execute());
        }
    }

    Api guest() {
        return new Api(server.url(), Optional.empty());
    }

    Api owner(Audience audience) {
        return Objects.requireNonNull(owners.get(audience));
    }

    Api reader(Reader reader, Audience audience) {
        return reader == Reader.SELF ? owner(audience) : Objects.requireNonNull(readers.get(reader));
    }

    static String handle(Audience audience) {
        return audience.code() + "-owner";
    }

    /** What stands for a field wherever it is shown. */
    static String token(Field field, Audience audience) {
        return switch (field) {
            case PICTURE -> "/picture?v=";
            case LANGUAGES -> "smj";
            default -> "ord" + field.code() + audience.code();
        };
    }

    private Api comes(Audience audience) {
        var owner = Person.member(server.url(), handle(audience));
        var product = token(Field.PRODUCTS, audience);
        get(server.services()
                .reader()
                .addProduct(new Room.Product(UUID.randomUUID(), product, product, "Brygger.", List.of())));
        ok(owner.write("PUT", "/api/me/blog", Blogger.WORDS.copy().put("title", token(Field.BLOG, audience)), "x"));
        var audiences = new JsonObject();
        ALL.forEach(field -> audiences.put(field.code(), audience.code()));
        ok(owner.write("PATCH", "/api/me/profile", says(audience, "").put("audiences", audiences), "x"));
        ok(picture(owner, new Color(audience.code().hashCode())));
        return owner;
    }

    static Api.Answer picture(Api owner, Color colour) {
        return Api.send(owner.request("/api/me/picture")
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Pictures.plain("png", 8, 8, colour))));
    }

    static JsonObject says(Audience audience, String more) {
        var link =
                new JsonObject().put("label", token(Field.LINKS, audience)).put("url", "https://example.org/" + more);
        return new JsonObject()
                .put("about", token(Field.ABOUT, audience) + more)
                .put("place", token(Field.PLACE, audience) + more)
                .put("interests", new JsonArray().add(token(Field.INTERESTS, audience) + more))
                .put(
                        "languages",
                        more.isEmpty()
                                ? new JsonArray().add("smj")
                                : new JsonArray().add("smj").add("sv"))
                .put("links", new JsonArray().add(link))
                .put(
                        "products",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("product", token(Field.PRODUCTS, audience))
                                        .put("since", more.isEmpty() ? null : "2020-01")));
    }
}
