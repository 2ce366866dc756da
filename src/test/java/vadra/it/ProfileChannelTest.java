package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;
import static vadra.it.Blogger.ok;
import static vadra.it.ProfilePeople.handle;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;
import vadra.history.History;
import vadra.it.ProfilePeople.Reader;
import vadra.profiles.Audience;

/** What the sockets tell of a change to a profile, and to whom: never what it was, and nothing where nothing can be read of it. */
class ProfileChannelTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestServer SERVER = TestServer.start(DATABASE.url(), Map.of());
    private static final Vertx VERTX = Vertx.vertx();
    private static final ProfilePeople PEOPLE = new ProfilePeople(SERVER, DATABASE.pool(VERTX));
    /** One for each field but the blog: whether there is one is nothing that a profile changes. */
    private static final long CHANGES = ProfilePeople.ALL.size() - 1L;

    @AfterAll
    static void stop() {
        SERVER.close();
        get(VERTX.close());
    }

    /** Eight changes of each owner; what is heard of them on each channel by who may listen there. */
    @Test
    void theSocketTellsOfAChangeOnlyWhereItCanBeRead() {
        var barrier = Person.member(SERVER.url(), "barrier");
        try (var stranger = listener(Reader.STRANGER, Audience.PUBLIC);
                var member = listener(Reader.MEMBER, Audience.PUBLIC);
                var contact = listener(Reader.CONTACT, Audience.PUBLIC);
                var own = listener(Reader.SELF, Audience.ME)) {
            refuses(stranger, "profile:" + handle(Audience.MEMBERS) + ":members");
            refuses(stranger, "me:contact-reader");
            refuses(member, "me:contact-reader");
            // What was said before is told before anybody listens.
            member.listen("profile:barrier");
            ok(barrier.write("PATCH", "/api/me", new JsonObject().put("name", "B0"), "x"));
            Wait.until(
                    "all before is told", () -> !member.heard("profile:barrier").isEmpty());
            contact.listen("me:contact-reader");
            own.listen("me:" + handle(Audience.ME));
            for (var audience : Audience.values()) {
                stranger.listen("profile:" + handle(audience));
                member.listen("profile:" + handle(audience) + ":members");
            }
            Arrays.stream(Audience.values()).forEach(ProfileChannelTest::changesEverything);
            isTold(barrier, member, 2);
            isTold(barrier, member, 3);
            assertThat(counts(stranger, "profile:%s")).isEqualTo(table(CHANGES, 0, 0, 0));
            assertThat(counts(member, "profile:%s:members")).isEqualTo(table(CHANGES, CHANGES, 0, 0));
            assertThat(counts(contact, "me:contact-reader")).isEqualTo(table(CHANGES, CHANGES, CHANGES, 0));
            assertThat(counts(own, "me:me-owner")).isEqualTo(table(0, 0, 0, CHANGES));
        }
    }

    /** All that changed before this is told when this is. */
    private static void isTold(Api barrier, LiveClient member, int times) {
        ok(barrier.write("PATCH", "/api/me", new JsonObject().put("name", "B" + times), "x"));
        Wait.until("all is told", () -> member.heard("profile:barrier").size() == times);
    }

    private static LiveClient listener(Reader reader, Audience audience) {
        return new LiveClient(reader.name(), PEOPLE.reader(reader, audience), new History()).open();
    }

    private static void refuses(LiveClient client, String channel) {
        assertThat(client.listen(channel).containsKey("error")).as(channel).isTrue();
    }

    /** One field after the other; whether there is a blog is nothing that a profile changes. */
    private static void changesEverything(Audience audience) {
        var owner = PEOPLE.owner(audience);
        ProfilePeople.says(audience, "2")
                .forEach(field -> ok(owner.write(
                        "PATCH", "/api/me/profile", new JsonObject().put(field.getKey(), field.getValue()), "x")));
        ok(ProfilePeople.picture(owner, new Color(~audience.code().hashCode())));
    }

    private static Map<String, Long> counts(LiveClient client, String channel) {
        var counts = new TreeMap<String, Long>();
        for (var audience : Audience.values()) {
            counts.put(
                    handle(audience),
                    client.heard(channel.formatted(handle(audience))).stream()
                            .filter(told -> handle(audience).equals(told.getString("handle")))
                            .peek(told -> told.remove("heardNanos"))
                            .filter(told -> told.fieldNames().equals(Set.of("kind", "handle")))
                            .count());
        }
        return counts;
    }

    private static Map<String, Long> table(long publics, long members, long contacts, long own) {
        return new TreeMap<>(
                Map.of("public-owner", publics, "members-owner", members, "contacts-owner", contacts, "me-owner", own));
    }
}
