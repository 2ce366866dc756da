package vadra.openness;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.core.Hat;
import vadra.core.Role;

/** Each table has a line here that says what the server may do with it; a new one without a decision fails. */
class RightsTest {
    private static final House HOUSE = new House();

    private static final String READ = "SELECT";
    private static final String KEEP = "SELECT, INSERT";
    private static final String DROP = "SELECT, INSERT, DELETE";
    private static final String CHANGE = "SELECT, INSERT, UPDATE";
    private static final String ALL = "SELECT, INSERT, UPDATE, DELETE";
    private static final String NONE = "";

    private static final Map<String, String> DECIDED = Map.ofEntries(
            // What people made: words, votes, places, and how they came to be.
            entry(
                    "member",
                    "INSERT(id, handle, name, password_hash, role, rules_version, joined_at), SELECT(id, handle, name,"
                            + " password_hash, role, rules_version, joined_at, restraint, about_at, role_until, role_by)"),
            entry(
                    "room",
                    "SELECT, INSERT(id, slug, title, topic, language, product_id, started_by, started_at),"
                            + " UPDATE(last_seq, last_at)"),
            entry(
                    "post",
                    "SELECT, INSERT(id, room_id, seq, author_id, parent_id, thread_id, command_id, source, html,"
                            + " language, said_at, hat, alias_id, parts)"),
            entry("quote", READ),
            // Questions: what becomes of them has one door, and whose a pseudonym is has none.
            entry("question", "SELECT, INSERT(post_id)"),
            entry("question_now", READ),
            entry("question_move", READ),
            entry("room_host", READ),
            entry("host_now", READ),
            entry("room_alias", NONE),
            entry("room_alias_name", READ),
            entry("alias_unmasking", "SELECT(n, alias_id, post_id, version, rule, grounds, actor, at)"),
            entry("question_shown", CHANGE),
            entry("question_order", DROP),
            entry("post_version", READ),
            // Sittings, and what is owed.
            entry("sitting", READ),
            entry("owed", READ),
            entry("role_given", READ),
            entry("reaction", KEEP),
            entry("mention", KEEP),
            entry("event", KEEP),
            // Blogs: a draft is its author's alone, what is published is only followed.
            entry("blog", READ),
            entry("draft", NONE),
            entry("article", READ),
            entry("article_version", READ),
            entry("article_echo", READ),
            entry("media", READ),
            entry("media_holder", READ),
            entry("media_use", READ),
            // A member's own leave, which the member takes back.
            entry("consent", DROP),
            // Who knows whom, and what members say about themselves: each has its doors.
            entry("contact", NONE),
            entry("contact_pause", NONE),
            // Who leaves, and what is left to do of it: doors, one of which ends all that was theirs.
            entry("leaving", NONE),
            entry("leaving_log", NONE),
            entry("left_handle", NONE),
            entry("block", NONE),
            entry("mute", NONE),
            entry("word_filter", NONE),
            entry("personal_news", NONE),
            entry("profile_audience", NONE),
            entry("profile", NONE),
            entry("profile_change", NONE),
            entry("owned_product", NONE),
            entry("interest", NONE),
            // Private conversations, and the lines of them that a party showed: nothing but doors that name who reads.
            entry("conversation", NONE),
            entry("conversation_party", NONE),
            entry("message", NONE),
            entry("message_version", NONE),
            entry("message_event", NONE),
            entry("reported_line", NONE),
            // Polls: who chose what has no reader, what is told of them has doors.
            entry("poll", NONE),
            entry("ballot", NONE),
            entry("opinion", READ),
            // How far members have read is theirs alone.
            entry("read_mark", NONE),
            // What was brought along from another house is read by who brought it, and its open posts by a door.
            entry("brought", NONE),
            // Circles: who is in one is told by functions, which know who lets that be seen.
            entry("circle", READ),
            entry("circle_member", NONE),
            entry("circle_rules", READ),
            entry("circle_room", READ),
            entry("kindred_hidden", NONE),
            // What somebody looks for is theirs alone.
            entry("link_preview", "SELECT, INSERT, UPDATE, DELETE"),
            entry("saved_search", NONE),
            // The house rules and their use.
            entry("rules", READ),
            entry("rule", READ),
            entry("rule_text", READ),
            entry("rules_accepted", READ),
            entry("answers_for", READ),
            entry("ledger", READ),
            entry("ledger_head", READ),
            entry("ledger_salt", NONE),
            entry("restraint", READ),
            entry("statement_reached", READ),
            entry("post_day", READ),
            entry("ledger_person", NONE),
            entry("calm_count", READ),
            // What waits in a held room: added as it was written, and gone when it is said or its author takes it back.
            entry(
                    "held_post",
                    "SELECT, INSERT(id, room_id, author_id, parent_id, command_id, fingerprint, source, html, language,"
                            + " mentions, hat, held_at, asking, alias_id, parts)"),
            entry("alias", NONE),
            // What the staff did; whose data it was about is for that member alone.
            entry("staff_act", "SELECT(n, at, who, what, object, why)"),
            entry("staff_act_head", NONE),
            entry("report_case", READ),
            entry("report", READ),
            entry("appeal", READ),
            entry("appeal_judge", NONE),
            entry("telling", READ),
            entry("notice", "SELECT, INSERT(id, receipt, kind, object, place, law, words, name, mail)"),
            // What members are told, and where mail goes: each has its doors.
            entry("notification", NONE),
            entry("notification_choice", NONE),
            entry("notification_place", NONE),
            entry("notification_heard", NONE),
            entry("notification_reader", NONE),
            entry("notification_parked", READ),
            entry("mail_address", NONE),
            entry("mail_key", NONE),
            entry("mail_letter", NONE),
            entry("admission", READ),
            entry("admission_version", READ),
            entry("admission_author", READ),
            // A person's own sign-ins, which the person ends.
            entry("session", DROP),
            // What proves who somebody is has doors; what was begun and from which browsers is the server's own to
            // keep.
            entry("member_totp", NONE),
            entry("passkey", NONE),
            entry("recovery_code", NONE),
            entry("sign_in_step", ALL),
            entry("known_device", ALL),
            entry("sign_in_try", NONE),
            // Who was invited: made and taken back by doors that ask who does it; nobody reads the digest.
            entry(
                    "invitation",
                    "SELECT(id, n, note, role, most, used, made_by, made_at, until, revoked_at, revoked_by)"),
            entry("invitation_use", READ),
            // Ways in beside a password: who is under way, and whom an issuer knows; links are made by doors.
            entry("outside_flow", DROP),
            entry("outside_newcomer", DROP),
            entry("host_token", DROP),
            entry("outside_account", READ),
            // The company's own.
            entry("product", "SELECT, INSERT, UPDATE(name, summary, facts)"),
            entry("claim", CHANGE),
            entry("claim_act", KEEP),
            entry("claim_change", KEEP),
            entry("claim_exposure", ALL),
            entry("unmasking", KEEP),
            entry("feed", ALL),
            entry("sighting", KEEP),
            entry("sighting_claim", DROP),
            entry("alert", CHANGE),
            entry("alert_event", KEEP),
            entry("alert_delivery", CHANGE),
            entry("duty_shift", DROP),
            // The server's.
            entry("receipt", DROP),
            entry("epoch", READ),
            entry("control", READ),
            entry("watchkeeper", ALL),
            entry("node", ALL),
            entry("presence", ALL),
            entry("flyway_schema_history", NONE));

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    @Test
    void theServerMayDoWithEachTableWhatWasDecided() {
        var found = new TreeMap<String, String>();
        for (var row : get(HOUSE.owner.query("""
                SELECT relname::text AS name, concat_ws(', ', (
                    SELECT string_agg(held, ', ' ORDER BY place)
                    FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
                        WITH ORDINALITY rights(held, place)
                    WHERE has_table_privilege('vadra_app', pg_class.oid, held)), (
                    SELECT string_agg(held || '(' || columns || ')', ', ' ORDER BY held) FROM (
                        SELECT held, string_agg(attname, ', ' ORDER BY attnum) AS columns
                        FROM pg_attribute, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) held
                        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                        AND has_column_privilege('vadra_app', attrelid, attnum, held)
                        AND NOT has_table_privilege('vadra_app', attrelid, held) GROUP BY held) partly)) AS rights
                FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')""").execute())) {
            found.put(row.getString("name"), row.getString("rights"));
        }
        assertThat(found).isEqualTo(new TreeMap<>(DECIDED));
    }

    /** The rules and the database ask for the same. */
    @Test
    void theHatsOfARoleAreSaidTheSameTwice() {
        for (var role : Role.values()) {
            assertThat(HOUSE.one("SELECT array_to_string(hats_of('" + role.code() + "'), ',')"))
                    .isEqualTo(role.hats().stream().map(Hat::code).collect(Collectors.joining(",")));
        }
    }

    /** Functions that do more than their caller may, and can be called: the only doors. */
    @Test
    void theDoorsAreThoseThatAreKnown() {
        var doors = get(HOUSE.owner.query("""
                SELECT proname::text AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                AND has_function_privilege('vadra_app', oid, 'EXECUTE') ORDER BY 1""").execute()).stream()
                .map(row -> row.getString("name"))
                .toList();
        assertThat(doors).isEqualTo(Doors.ALL);
    }

    /** Or a function of the same name in another place could be called by it. */
    @Test
    void everyFunctionSaysWhereItLooks() {
        assertThat(HOUSE.one("""
                SELECT coalesce(string_agg(proname, ', '), '') FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND prosecdef
                AND NOT coalesce('search_path=public, pg_temp' = ANY(proconfig), false)""")).isEqualTo("");
    }
}
