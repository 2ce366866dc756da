package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vadra.app.TestDatabase;
import vadra.core.MemberId;

/** What was published holds for what is said later, and stays as it was. */
class RuleBookTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final Pool pool = TestDatabase.fresh().serverPool(VERTX);
    private final HouseRules shipped = HouseRules.load(Path.of("config"), HouseRules.LANGUAGES);

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        get(VERTX.close());
    }

    @Test
    void theShippedRulesComeBackAsTheyWerePublished() {
        var book = bookIn(Duration.ZERO);
        get(book.announce(shipped));
        assertThat(book.inForce().version()).isEqualTo(shipped.version());
        for (var language : HouseRules.LANGUAGES) {
            assertThat(book.inForce().in(language)).isEqualTo(shipped.in(language));
        }
        get(book.announce(shipped));
        assertThat(book.editions()).hasSize(1);
        assertThat(book.at(Instant.EPOCH.plusSeconds(1)).rules().version())
                .as("the first hold for all that was said before")
                .isEqualTo(1);
    }

    @Test
    void aNewVersionIsAnnouncedAWeekAhead() throws Exception {
        var today = bookIn(Duration.ZERO);
        get(today.announce(shipped));
        get(today.announce(changed("Version: 2")));
        assertThat(today.inForce().version()).isEqualTo(1);
        assertThat(today.editions())
                .hasSize(2)
                .last()
                .satisfies(edition -> assertThat(edition.validFrom())
                        .isAfterOrEqualTo(edition.announcedAt().plus(Duration.ofDays(7))));

        var later = bookIn(Duration.ofDays(8));
        get(later.refresh());
        assertThat(later.inForce().version()).isEqualTo(2);
        get(later.announce(shipped));
        assertThat(later.inForce().version())
                .as("an older one that is read again does not come back")
                .isEqualTo(2);
    }

    @Test
    void otherWordsUnderTheSameNumberAreRefused() throws Exception {
        var book = bookIn(Duration.ZERO);
        get(book.announce(shipped));
        var other = changed("Version: 1");
        assertThatThrownBy(() -> get(book.announce(other))).hasMessageContaining("other words");
        assertThat(book.inForce().in("en")).isEqualTo(shipped.in("en"));
    }

    @Test
    void whatAMemberAcceptedStands() throws Exception {
        var book = bookIn(Duration.ZERO);
        get(book.announce(shipped));
        get(book.announce(changed("Version: 2")));
        var member = UUID.randomUUID();
        get(pool.query("INSERT INTO member (id, handle, name, password_hash, rules_version, joined_at) VALUES ('"
                        + member + "', 'asta', 'Asta', 'x', 1, now())")
                .execute());
        get(book.accept(new MemberId(member), 2));
        get(book.accept(new MemberId(member), 1));
        assertThatThrownBy(() -> get(book.accept(new MemberId(member), 9))).hasMessageContaining("There is no");
        var accepted = get(pool.query("SELECT version FROM rules_accepted ORDER BY version")
                        .execute())
                .stream()
                .map(row -> row.getInteger("version"))
                .toList();
        assertThat(accepted).containsExactly(1, 2);
        assertThat(get(pool.query("SELECT rules_version FROM member").execute())
                        .iterator()
                        .next()
                        .getInteger("rules_version"))
                .isEqualTo(2);
    }

    private RuleBook bookIn(Duration later) {
        return new RuleBook(pool, Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC));
    }

    /** The shipped rules with another first line of text, under a version. */
    private HouseRules changed(String version) throws Exception {
        for (var language : HouseRules.LANGUAGES) {
            var name = "house-rules." + language + ".md";
            var text = Files.readString(Path.of("config", name))
                    .replaceFirst("Version: 1", version)
                    .replaceFirst("(?m)^= conduct CYBER_VIOLENCE$", "= safety VIOLENCE");
            Files.writeString(folder.resolve(name), text);
        }
        return HouseRules.load(folder, HouseRules.LANGUAGES);
    }
}
