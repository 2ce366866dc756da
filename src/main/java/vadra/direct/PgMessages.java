package vadra.direct;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.UUID;
import vadra.community.PgRefusal;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.discussion.Text;

/** What changes something in conversations, in PostgreSQL: one function of the database for each act, which decides it. */
final class PgMessages {
    private static final String SEND = "SELECT send_message($1, $2) AS answer";
    private static final String EDIT = "SELECT edit_message($1, $2, $3) AS answer";
    private static final String WITHDRAW = "SELECT withdraw_message($1, $2, $3) AS answer";
    private static final String ANSWER = "SELECT answer_request($1, $2, $3)";
    private static final String LEAVE = "SELECT leave_conversation($1, $2)";
    private static final String READ = "SELECT read_conversation($1, $2, $3) AS moved";
    private static final String SHOW_SEEN = "SELECT show_seen($1, $2, $3)";
    private static final String REPORT = "SELECT * FROM report_message($1, $2, $3, $4)";
    private static final String BREACH = "SELECT find_breach($1, $2, $3)";
    private static final String FORGET = "SELECT forget_messages()";

    private final Pool pool;

    PgMessages(Pool pool) {
        this.pool = pool;
    }

    Future<Ack> send(MemberId by, CommandId id, Place to, UUID message, Text words) {
        var said = said(id, words).put("message", message.toString());
        if (to instanceof Place.Known known) {
            said.put("conversation", known.conversation().toString());
        } else if (to instanceof Place.With with) {
            said.put("to", with.member().toString());
        }
        return acked(SEND, Tuple.of(by.value(), said));
    }

    Future<Ack> edit(MemberId by, CommandId id, UUID message, Text words) {
        return acked(EDIT, Tuple.of(by.value(), message, said(id, words)));
    }

    Future<Ack> withdraw(MemberId by, CommandId id, UUID message) {
        return acked(WITHDRAW, Tuple.of(by.value(), message, id.value()));
    }

    private static JsonObject said(CommandId id, Text words) {
        return new JsonObject()
                .put("id", id.value())
                .put("source", words.source())
                .put("html", words.html())
                .put("language", words.language());
    }

    Future<Void> answer(MemberId by, UUID conversation, Conversations.Answer answer) {
        return done(ANSWER, Tuple.of(by.value(), conversation, answer.name().toLowerCase(Locale.ROOT)));
    }

    Future<Void> leave(MemberId by, UUID conversation) {
        return done(LEAVE, Tuple.of(by.value(), conversation));
    }

    /** Whether the member had not read so far before. */
    Future<Boolean> read(MemberId by, UUID conversation, long upTo) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(by.value(), conversation, upTo))
                .map(rows -> rows.iterator().next().getBoolean("moved"))
                .recover(PgRefusal::asProblem);
    }

    Future<Void> showSeen(MemberId by, UUID conversation, boolean shows) {
        return done(SHOW_SEEN, Tuple.of(by.value(), conversation, shows));
    }

    Future<Complaint.Receipt> report(MemberId by, Complaint complaint) {
        var lines = new JsonArray();
        complaint.beside().forEach(line -> lines.add(line(line)));
        var cited = new JsonObject()
                .put("rule", complaint.rule())
                .put("words", complaint.words())
                .put("version", complaint.about().version());
        return pool.preparedQuery(REPORT)
                .execute(Tuple.of(by.value(), complaint.about().message(), lines, cited))
                .map(rows -> rows.iterator().next())
                .map(row ->
                        new Complaint.Receipt(row.getUUID("to_case"), row.getInteger("under"), row.getBoolean("again")))
                .recover(PgRefusal::asProblem);
    }

    private static JsonObject line(Complaint.Line line) {
        return new JsonObject().put("message", line.message().toString()).put("version", line.version());
    }

    Future<Void> breach(MemberId by, UUID caseId, String why) {
        return done(BREACH, Tuple.of(by.value(), caseId, why));
    }

    Future<Void> forget() {
        return pool.query(FORGET).execute().mapEmpty();
    }

    private Future<Void> done(String query, Tuple values) {
        return pool.preparedQuery(query).execute(values).<Void>mapEmpty().recover(PgRefusal::asProblem);
    }

    private Future<Ack> acked(String query, Tuple values) {
        return pool.preparedQuery(query)
                .execute(values)
                .map(rows -> ack(rows.iterator().next()))
                .recover(PgRefusal::asProblem);
    }

    private static Ack ack(Row row) {
        var answer = row.getJsonObject("answer");
        return new Ack(
                UUID.fromString(answer.getString("conversation")),
                UUID.fromString(answer.getString("message")),
                answer.getLong("offset"),
                answer.getBoolean("again"));
    }
}
