package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the server's role cannot do in plain SQL, whoever gets hold of it. */
class GuaranteeTest {
    private static final House HOUSE = new House();
    private static final String FORBIDDEN = "42501";

    static final List<String> WORDS = List.of(
            "UPDATE post SET source = 'other words'",
            "UPDATE post SET html = '<p>other words</p>'",
            "UPDATE post SET withdrawn_at = now()",
            "UPDATE post SET restraint = NULL",
            "UPDATE post SET room_id = gen_random_uuid()",
            "UPDATE post SET author_id = gen_random_uuid()",
            "UPDATE post SET seq = seq + 1000",
            "UPDATE post SET said_at = 'epoch'",
            "UPDATE post SET reactions = '{}'",
            "UPDATE post SET replies = 0",
            "DELETE FROM post",
            "TRUNCATE post CASCADE",
            "MERGE INTO post USING room ON true WHEN MATCHED THEN UPDATE SET source = 'x'",
            "INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at)"
                    + " SELECT id, room_id, seq, author_id, thread_id, command_id, 'x', 'x', language, said_at FROM post"
                    + " ON CONFLICT (id) DO UPDATE SET source = excluded.source",
            "INSERT INTO post (id, version) SELECT id, version FROM post",
            "WITH gone AS (DELETE FROM post RETURNING *) SELECT count(*) FROM gone",
            "SELECT * FROM post FOR UPDATE",
            "COPY post FROM STDIN",
            "COPY post (id, withdrawn_at) FROM STDIN",
            "COPY post FROM PROGRAM 'cat'",
            "COPY post TO '/tmp/posts'",
            "UPDATE post_version SET source = 'x'",
            "DELETE FROM post_version",
            "INSERT INTO post_version SELECT id, 7, 'x', 'x', now() FROM post",
            "UPDATE event SET payload = '{}'",
            "DELETE FROM event",
            "TRUNCATE event",
            "DELETE FROM reaction",
            "UPDATE reaction SET kind = 'agree'",
            "DELETE FROM mention",
            "UPDATE room SET open = false",
            "UPDATE room SET restraint = NULL",
            "UPDATE room SET slow_until = slow_until + interval '1 day'",
            "UPDATE room SET pace = 5",
            "UPDATE room SET slow = NULL",
            "UPDATE room SET held_until = held_until + interval '1 day'",
            "UPDATE room SET held = NULL",
            "UPDATE room SET waiting = 0",
            "UPDATE held_post SET source = 'x'",
            "UPDATE held_post SET unsaid = 'closed'",
            "UPDATE held_post SET room_id = gen_random_uuid()",
            "DELETE FROM held_post",
            "INSERT INTO room (id, slug, title, started_by, started_at, pace) SELECT gen_random_uuid(), 'p', 'p', id,"
                    + " now(), 9 FROM member",
            "UPDATE room SET title = 'x'",
            "DELETE FROM room",
            "UPDATE member SET about = 'x'",
            "UPDATE member SET name = 'x'",
            "UPDATE member SET restraint = NULL",
            "UPDATE member SET role = 'staff'",
            "DELETE FROM member");

    static final List<String> BLOGS = List.of(
            "SELECT * FROM draft",
            "UPDATE draft SET source = 'other words'",
            "UPDATE draft SET publish_at = now()",
            "DELETE FROM draft",
            "INSERT INTO draft SELECT * FROM draft",
            "UPDATE blog SET title = 'x'",
            "UPDATE blog SET disclosure = 'nobody'",
            "DELETE FROM blog",
            "INSERT INTO blog SELECT * FROM blog",
            "UPDATE article SET published_at = 'epoch'",
            "DELETE FROM article",
            "INSERT INTO article SELECT * FROM article",
            "UPDATE article_version SET title = 'x'",
            "UPDATE article_version SET source = 'x'",
            "DELETE FROM article_version",
            "TRUNCATE article_version",
            "INSERT INTO article_version SELECT * FROM article_version",
            "UPDATE article_echo SET source = 'x'",
            "UPDATE media SET bytes = ''",
            "DELETE FROM media",
            "INSERT INTO media SELECT * FROM media",
            "DELETE FROM media_holder",
            "DELETE FROM media_use",
            "UPDATE consent SET given_at = now()",
            "SELECT forget_media('x')",
            "SELECT tell_of_article(gen_random_uuid(), 1, now(), '{}')");

    static final List<String> LEDGER = List.of(
            "UPDATE ledger SET grounds = 'none at all, really'",
            "DELETE FROM ledger",
            "TRUNCATE ledger CASCADE",
            "INSERT INTO ledger SELECT * FROM ledger",
            "UPDATE ledger_head SET n = 0",
            "DELETE FROM ledger_head",
            "SELECT * FROM ledger_person",
            "DELETE FROM ledger_person",
            "UPDATE rules SET valid_from = 'epoch'",
            "INSERT INTO rules VALUES (9, now(), now())",
            "UPDATE rule SET harm = 'law'",
            "DELETE FROM rule_text",
            "UPDATE rules_accepted SET version = 7",
            "UPDATE member SET rules_version = 7",
            "SELECT set_restraint('post', gen_random_uuid(), NULL)",
            "SELECT enter_ledger(NULL::ledger, NULL)",
            "SELECT end_restraint(NULL::ledger, 'x', 'x', NULL)",
            "UPDATE report_case SET outcome = 'no breach'",
            "DELETE FROM report",
            "UPDATE appeal SET verdict = 'upheld'",
            "DELETE FROM appeal",
            "UPDATE notice SET why = 'nothing was wrong'",
            "DELETE FROM notice",
            "DELETE FROM answers_for",
            "UPDATE telling SET seen_at = now()",
            "DELETE FROM telling",
            "UPDATE admission_version SET source = 'x'",
            "INSERT INTO admission_version SELECT * FROM admission_version",
            "DELETE FROM admission",
            "UPDATE post SET pins = 7",
            "UPDATE question SET state = 'answered'",
            "UPDATE question SET votes = 7",
            "DELETE FROM question",
            "DELETE FROM question_move",
            "INSERT INTO question_move SELECT * FROM question_move",
            "INSERT INTO room_host SELECT id, started_by, now(), NULL, started_by FROM room",
            "UPDATE room_host SET until = now()",
            "SELECT member_id FROM room_alias",
            "SELECT by_id FROM alias_unmasking",
            "DELETE FROM alias_unmasking",
            "INSERT INTO appeal_judge SELECT id, member_id FROM appeal",
            "SELECT append_control('role.changed', ARRAY['{}'::jsonb])");

    static final List<String> GUARDS = List.of(
            "ALTER TABLE post DISABLE TRIGGER ALL",
            "ALTER TABLE ledger DISABLE TRIGGER ledger_chain",
            "ALTER TABLE post ADD hidden boolean",
            "DROP TABLE post CASCADE",
            "DROP FUNCTION guard_visibility() CASCADE",
            "DROP TRIGGER post_visibility ON post",
            "CREATE TRIGGER hider BEFORE INSERT ON post FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "CREATE RULE hider AS ON INSERT TO post DO INSTEAD NOTHING",
            "CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql RETURN 'epoch'::timestamptz",
            "CREATE TABLE public.shadow (id uuid)",
            "CREATE TEMP TABLE post (id uuid)",
            "CREATE VIEW public.shadow AS SELECT * FROM post",
            "CREATE SCHEMA shadow",
            "CREATE POLICY hider ON post USING (false)",
            "SET session_replication_role = replica",
            "SET ROLE postgres",
            "SET SESSION AUTHORIZATION postgres",
            "ALTER ROLE vadra_app SUPERUSER",
            "CREATE ROLE other",
            "GRANT postgres TO vadra_app",
            "DO $$ BEGIN LOCK TABLE post IN ACCESS EXCLUSIVE MODE; END $$",
            "ALTER SYSTEM SET session_replication_role = replica",
            "SELECT pg_read_file('postgresql.conf')",
            "CREATE EXTENSION dblink",
            "SELECT * FROM flyway_schema_history");

    private static final String BY = "\"by\":{\"id\":\"" + HOUSE.asta + "\",\"hat\":\"customer\"}";
    private static final String WORDS_OF_A_POST = "\"text\":{\"source\":\"words\",\"html\":\"<p>words</p>\"}";

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @ParameterizedTest
    @FieldSource("WORDS")
    void wordsVotesAndPlacesStay(String statement) {
        var unused = HOUSE.post(HOUSE.asta);
        assertThat(HOUSE.asServer(statement)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @FieldSource("BLOGS")
    void draftsArticlesAndPicturesStay(String statement) {
        assertThat(HOUSE.asServer(statement)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @FieldSource("LEDGER")
    void theLedgerAndTheRulesStay(String statement) {
        var unused = HOUSE.restrain("post", House.cited(2), HOUSE.post(HOUSE.asta));
        assertThat(HOUSE.asServer(statement)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @FieldSource("GUARDS")
    void theGuardsStay(String statement) {
        assertThat(HOUSE.asServer(statement)).isEqualTo(FORBIDDEN);
    }

    @Test
    void theRoleGainsNothingByGoingBackToItself() {
        assertThat(HOUSE.asServer("RESET ROLE; RESET SESSION AUTHORIZATION; UPDATE post SET source = 'x'"))
                .isEqualTo(FORBIDDEN);
        assertThat(HOUSE.asServer("GRANT UPDATE ON post TO vadra_app; UPDATE post SET source = 'x'"))
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void noOneWritesOrTakesBackForAnother() {
        var post = HOUSE.post(HOUSE.asta);
        var words = ", '{\"source\": \"x\", \"html\": \"x\", \"language\": \"sv\"}', now())";
        assertThat(HOUSE.asServer("SELECT edit_post('" + HOUSE.staff + "', '" + post + "'" + words))
                .isEqualTo("VA403");
        assertThat(HOUSE.asServer("SELECT withdraw_post('" + HOUSE.staff + "', '" + post + "', now())"))
                .isEqualTo("VA403");
        assertThat(HOUSE.asServer("SELECT close_room('" + HOUSE.staff + "', '" + HOUSE.room + "')"))
                .isEqualTo("VA403");
        assertThat(HOUSE.one("SELECT source FROM post WHERE id = '" + post + "'"))
                .isEqualTo("words");

        assertThat(HOUSE.asServer("SELECT edit_post('" + HOUSE.asta + "', '" + post + "'" + words))
                .isEqualTo("done");
        assertThat(HOUSE.one("SELECT source FROM post_version WHERE post_id = '" + post + "'"))
                .isEqualTo("words");
    }

    /** What listeners are told of is the log, so the log is guarded as well as the words. */
    @Test
    void theLogTellsOnlyOfWhatHappened() {
        var post = HOUSE.post(HOUSE.asta);
        assertThat(forged(post))
                .allSatisfy(insert -> assertThat(HOUSE.asServer(insert)).isEqualTo("VA403"));
        assertThat(HOUSE.asServer(told("post.edited", post, BY + ",\"version\":1," + WORDS_OF_A_POST)))
                .as("what is so")
                .isEqualTo("done");
    }

    private static List<String> forged(UUID post) {
        var row = HOUSE.restrain("post", House.cited(2), HOUSE.post(HOUSE.asta)).get(0);
        return List.of(
                told("post.created", post, BY + ",\"text\":{\"source\":\"other\",\"html\":\"<p>words</p>\"}"),
                told("post.edited", post, BY + ",\"version\":2," + WORDS_OF_A_POST),
                told("post.edited", post, BY.replace("customer", "employee") + ",\"version\":1," + WORDS_OF_A_POST),
                told(
                        "post.edited",
                        post,
                        BY.replace(HOUSE.asta.toString(), HOUSE.staff.toString()) + "," + WORDS_OF_A_POST),
                told("post.withdrawn", post, BY),
                told("post.hidden", post, "\"restraint\":{\"entry\":" + row + "}"),
                told(
                        "post.hidden",
                        post,
                        "\"restraint\":" + HOUSE.one("SELECT restraint_json(ledger) FROM ledger WHERE n = " + row)),
                told("post.spared", post, "\"restraint\":{\"entry\":99999}"),
                told("role.changed", post, BY),
                told("reaction.added", UUID.randomUUID(), BY),
                told("reaction.added", post, BY).replace("{\"kind\":\"reaction.added", "{\"kind\":\"post.withdrawn"));
    }

    private static String told(String kind, UUID post, String rest) {
        return "INSERT INTO event SELECT '" + HOUSE.room + "', 1000, now(), '" + kind + "', '{\"kind\":\"" + kind
                + "\",\"post\":\"" + post + "\"," + rest + "}'";
    }

    @Test
    void notEvenTheOwnerHidesWithoutARow() {
        var post = HOUSE.post(HOUSE.asta);
        var other = HOUSE.post(HOUSE.asta);
        long row = HOUSE.restrain("post", House.cited(2), post).get(0);

        var hide = "UPDATE post SET restraint = " + row + " WHERE id = '";
        assertThat(HOUSE.asOwner(hide + other + "'")).isEqualTo("VA403");
        assertThat(HOUSE.asOwner("UPDATE post SET restraint = NULL WHERE id = '" + post + "'"))
                .isEqualTo("VA403");
        HOUSE.reverse(row);
        assertThat(HOUSE.asOwner(hide + post + "'")).as("an old row again").isEqualTo("VA403");
        assertThat(HOUSE.asOwner("DELETE FROM ledger")).isEqualTo("VA403");
        assertThat(HOUSE.asOwner("TRUNCATE rules CASCADE")).isEqualTo("VA403");
    }
}
