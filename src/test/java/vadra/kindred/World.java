package vadra.kindred;

import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import vadra.app.TestDatabase;
import vadra.core.MemberId;

/** A database of people as their own acts and words left it, written by the tables' owner; asked as the server asks. */
final class World implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger count = new AtomicInteger();
    private final Pool owner;
    final Kindred kindred;

    World() {
        var database = TestDatabase.fresh();
        owner = database.pool(vertx);
        kindred = new Kindred(database.serverPool(vertx));
    }

    /** Somebody, with the id in the database. */
    record Somebody(UUID id, String handle) {
        MemberId member() {
            return new MemberId(id);
        }
    }

    void does(String sql) {
        get(owner.query(sql).execute());
    }

    int next() {
        return count.incrementAndGet();
    }

    /** A member who wants to find people and to be found. */
    Somebody wanting(String name) {
        var made = member(name);
        does("INSERT INTO consent VALUES ('" + made.id + "', 'kindred', now())");
        return made;
    }

    Somebody member(String name) {
        var made = new Somebody(UUID.randomUUID(), name + next());
        does(memberSql(made));
        return made;
    }

    static String memberSql(Somebody made) {
        return "INSERT INTO member (id, handle, name, password_hash, rules_version, joined_at) VALUES ('%s', '%s', '%s', 'x', 1, now());"
                .formatted(made.id, made.handle, made.handle.toUpperCase(Locale.ROOT));
    }

    void listed(Somebody who) {
        does("INSERT INTO consent VALUES ('" + who.id + "', 'directory', now())");
    }

    void lives(Somebody who, String place, String... languages) {
        does("INSERT INTO profile (member_id, place, languages) VALUES ('" + who.id + "', '" + place + "', '{"
                + String.join(",", languages) + "}')");
    }

    void caresFor(Somebody who, String... interests) {
        for (var interest : interests) {
            does("INSERT INTO interest VALUES ('" + who.id + "', '" + interest + "') ON CONFLICT DO NOTHING");
        }
    }

    void owns(Somebody who, String... products) {
        for (var product : products) {
            does(productSql(product) + "INSERT INTO owned_product SELECT '" + who.id
                    + "', id FROM product WHERE slug = '" + product + "' ON CONFLICT DO NOTHING");
        }
    }

    static String productSql(String slug) {
        return "INSERT INTO product VALUES (gen_random_uuid(), '%1$s', '%1$s', '') ON CONFLICT DO NOTHING;"
                .formatted(slug);
    }

    void audience(Somebody who, String field, String audience) {
        does("INSERT INTO profile_audience VALUES ('" + who.id + "', '" + field + "', '" + audience
                + "') ON CONFLICT (member_id, field) DO UPDATE SET audience = excluded.audience");
    }

    /** A room that somebody started; its id. */
    UUID room(Somebody starter) {
        var id = UUID.randomUUID();
        does(roomSql(id, "rum" + next(), starter));
        return id;
    }

    static String roomSql(UUID id, String slug, Somebody starter) {
        return "INSERT INTO room (id, slug, title, started_by, started_at) VALUES ('%s', '%s', '%s', '%s', now());"
                .formatted(id, slug, slug, starter.id);
    }

    /** Something said in a room, perhaps as an answer; its id. */
    UUID says(Somebody who, UUID room, UUID... parent) {
        var id = UUID.randomUUID();
        does(postSql(id, room, who, next(), parent));
        return id;
    }

    static String postSql(UUID id, UUID room, Somebody who, int seq, UUID... parent) {
        return """
                INSERT INTO post (id, room_id, seq, author_id, parent_id, thread_id, command_id, source, html, language, said_at, hat)
                VALUES ('%s', '%s', %d, '%s', %s, '%s', 'c', 'ord', '<p>ord</p>', 'sv', now() + interval '%d seconds', 'customer');
                """.formatted(
                        id,
                        room,
                        seq,
                        who.id,
                        parent.length == 0 ? "NULL" : "'" + parent[0] + "'",
                        parent.length == 0 ? id : parent[0],
                        seq);
    }

    void gives(Somebody who, UUID post, String kind) {
        does("INSERT INTO reaction VALUES ('" + post + "', '" + who.id + "', '" + kind + "', now())");
    }

    List<Suggestion> of(Somebody who) {
        return get(kindred.of(who.member()));
    }

    List<String> handles(Somebody who) {
        return of(who).stream().map(Suggestion::handle).toList();
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
