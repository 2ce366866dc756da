package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.community.CommunityService;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.Times;
import vadra.direct.Ack;
import vadra.direct.Complaint;
import vadra.direct.Conversations;
import vadra.direct.PgConversations;
import vadra.direct.Place;
import vadra.openness.RuleBook;
import vadra.peoplewire.DirectJson;
import vadra.wire.DiscussionJson;
import vadra.wire.RumourJson;
import vadra.wire.VoiceJson;

/**
 * The part of the HTTP API by which two members talk in private. Every operation is for a party of the conversation, and
 * there is none for others, whatever they are to the company; to them it is not found.
 */
public final class DirectRoutes {
    private static final int LISTED = 30;
    private static final int PAGE = 50;

    private final Conversations conversations;
    private final PgConversations reader;
    private final CommunityService community;
    private final RuleBook rules;
    private final String epoch;

    public DirectRoutes(Services services) {
        this.conversations = services.people().direct().conversations();
        this.reader = services.people().direct().reader();
        this.community = services.community();
        this.rules = services.openness().rules();
        this.epoch = services.log().epoch();
    }

    public void mount(Operations api) {
        mountReading(api);
        mountSaying(api);
        api.on("answerRequest", call -> done(conversations.answer(call.actor(), conversation(call), answer(call))));
        api.on("leaveConversation", call -> done(conversations.leave(call.actor(), conversation(call))));
        api.on(
                "readConversation",
                call -> done(conversations.read(
                        call.actor(), conversation(call), call.body().getLong("upTo"))));
        api.on(
                "showSeen",
                call -> done(conversations.showSeen(
                        call.actor(), conversation(call), call.body().getBoolean("shows"))));
        api.on("reportMessage", this::report);
        new StaffOperations(api)
                .on(
                        "findBreach",
                        call -> done(conversations.breach(
                                call.staff(), call.id("case"), call.body().getString("why"))));
    }

    private void mountSaying(Operations api) {
        api.on("askToTalk", this::ask);
        api.on(
                "sendMessage",
                call -> acked(
                        201,
                        conversations.send(
                                call.actor(), command(call), new Place.Known(conversation(call)), writing(call))));
        api.on(
                "editMessage",
                call -> acked(200, conversations.edit(call.actor(), command(call), message(call), writing(call))));
        api.on(
                "withdrawMessage",
                call -> acked(200, conversations.withdraw(call.actor(), command(call), message(call))));
    }

    private void mountReading(Operations api) {
        api.on("listConversations", this::list);
        api.on("getUnreadMessages", call -> reader.unread(reader(call)).map(Answer::ok));
        api.on("getTalkWith", call -> {
            var actor = reader(call);
            return community
                    .person(call.path("handle"))
                    .compose(other -> reader.with(actor, other.id()))
                    .map(Answer::ok);
        });
        api.on(
                "getConversation",
                call -> reader.one(reader(call), conversation(call)).map(Answer::ok));
        api.on("listMessages", this::messages);
        api.on(
                "listMessageVersions",
                call -> reader.versions(reader(call), message(call))
                        .map(all -> Answer.ok(new JsonObject().put("versions", all))));
        api.on("getMessageRules", this::rulesOf);
    }

    private static MemberId reader(Call call) {
        return call.actor().id();
    }

    private Future<Answer> list(Call call) {
        int most = call.queryNumber("limit").map(Math::toIntExact).orElse(LISTED);
        var before = call.query("before").map(time -> Times.read("before", time));
        return reader.listed(reader(call), before.orElse(Instant.parse("9999-01-01T00:00:00Z")), most + 1)
                .map(all -> Answer.ok(DirectJson.conversations(all, most)));
    }

    private Future<Answer> messages(Call call) {
        int most = call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE);
        long before = call.queryNumber("before").orElse(Long.MAX_VALUE);
        return reader.messages(reader(call), conversation(call), before, most)
                .map(read -> Answer.ok(DirectJson.page(read, epoch)));
    }

    private Future<Answer> ask(Call call) {
        var actor = call.actor();
        return community
                .person(call.body().getString("to"))
                .compose(member -> acked(
                        201, conversations.send(actor, command(call), new Place.With(member.id()), writing(call))));
    }

    private Future<Answer> acked(int status, Future<Ack> done) {
        return done.map(ack -> new Answer(status, DirectJson.ack(ack, epoch), Map.of()));
    }

    private static Future<Answer> done(Future<Void> done) {
        return done.map(unused -> Answer.empty());
    }

    private Future<Answer> rulesOf(Call call) {
        var language = call.query("lang").orElse("sv");
        return reader.rulesOf(reader(call), message(call))
                .map(version -> new VoiceJson(rules)
                        .edition(version)
                        .orElseThrow(() -> Problem.notFound("message", call.path("message"))))
                .map(edition -> Answer.ok(new JsonObject()
                        .put("version", edition.version())
                        .put(
                                "rules",
                                DiscussionJson.array(
                                        edition.in(language),
                                        rule -> new JsonObject()
                                                .put("number", rule.number())
                                                .put("title", rule.title())))));
    }

    private Future<Answer> report(Call call) {
        var body = call.body();
        var words = body.getString("words").strip();
        if (words.length() < 3) {
            throw Problem.invalid("words", "at least 3 characters");
        }
        var about = new Complaint.Line(message(call), body.getInteger("version"));
        var complaint = new Complaint(
                about, beside(body.getJsonArray("beside", new JsonArray())), body.getInteger("rule"), words);
        return conversations
                .report(call.actor(), complaint)
                .map(receipt -> receipt.again()
                        ? Answer.ok(DirectJson.receipt(receipt))
                        : Answer.created(DirectJson.receipt(receipt)));
    }

    private static List<Complaint.Line> beside(JsonArray lines) {
        return lines.stream()
                .map(JsonObject.class::cast)
                .map(line -> new Complaint.Line(UUID.fromString(line.getString("message")), line.getInteger("version")))
                .toList();
    }

    private static UUID conversation(Call call) {
        return call.id("conversation");
    }

    private static UUID message(Call call) {
        return call.id("message");
    }

    private static Conversations.Answer answer(Call call) {
        return RumourJson.constant(Conversations.Answer.class, call.body().getString("answer"));
    }

    private static Conversations.Writing writing(Call call) {
        return new Conversations.Writing(
                call.body().getString("text"), call.body().getString("language"));
    }

    private static CommandId command(Call call) {
        return new CommandId(
                call.header("Idempotency-Key").orElseGet(() -> UUID.randomUUID().toString()));
    }
}
