package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.community.CommunityService;
import vadra.contacts.Boundaries;
import vadra.contacts.Contacts;
import vadra.contacts.Relation;
import vadra.core.MemberId;
import vadra.core.Times;
import vadra.peoplewire.ContactJson;

/**
 * The part of the HTTP API by which members make contact and draw their boundaries. Each operation is on behalf of who is signed
 * in, and there is none for anybody else's.
 */
public final class ContactRoutes {
    private final CommunityService community;
    private final Contacts contacts;
    private final Boundaries boundaries;

    public ContactRoutes(Services services) {
        this.community = services.community();
        this.contacts = services.people().contacts();
        this.boundaries = contacts.boundaries();
    }

    public void mount(Operations api) {
        api.on(
                "listContacts",
                call -> contacts.of(call.actor().id())
                        .map(ContactJson::contacts)
                        .map(Answer::ok));
        api.on("getContact", call -> with(call, contacts::with));
        api.on(
                "askContact",
                call -> with(
                        call,
                        (by, whom) -> contacts.ask(by, whom, call.maybeBody().getString("words", ""))));
        api.on("endContact", call -> with(call, contacts::end));
        mountBoundaries(api);
    }

    private Future<Answer> with(Call call, BiFunction<MemberId, MemberId, Future<Relation>> act) {
        var by = call.actor().id();
        return community
                .person(call.path("handle"))
                .compose(other -> act.apply(by, other.id()))
                .map(ContactJson::relation)
                .map(Answer::ok);
    }

    private void mountBoundaries(Operations api) {
        api.on(
                "listBlocks",
                call -> boundaries
                        .blocks(call.actor().id())
                        .map(ContactJson::blocks)
                        .map(Answer::ok));
        api.on("block", call -> on(call, boundaries::block));
        api.on("unblock", call -> on(call, boundaries::unblock));
        api.on(
                "listMutes",
                call -> boundaries
                        .mutes(call.actor().id())
                        .map(ContactJson::mutes)
                        .map(Answer::ok));
        api.on("mute", call -> {
            var until = call.maybeBody().getString("until");
            var time = until == null ? null : Times.read("until", until);
            return on(call, (by, whom) -> boundaries.mute(by, whom, time));
        });
        api.on("unmute", call -> on(call, boundaries::unmute));
        mountFolds(api);
    }

    private void mountFolds(Operations api) {
        api.on(
                "getFilter",
                call -> boundaries
                        .filter(call.actor().id())
                        .map(ContactJson::filter)
                        .map(Answer::ok));
        api.on(
                "keepFilter",
                call -> boundaries
                        .keepFilter(call.actor().id(), words(call.body()))
                        .map(ContactJson::filter)
                        .map(Answer::ok));
        api.on(
                "getFolds",
                call -> boundaries
                        .folds(call.actor().id())
                        .map(ContactJson::folds)
                        .map(Answer::ok));
    }

    private Future<Answer> on(Call call, BiFunction<MemberId, MemberId, Future<Void>> act) {
        var by = call.actor().id();
        return community
                .person(call.path("handle"))
                .compose(other -> act.apply(by, other.id()))
                .map(done -> Answer.empty());
    }

    private static List<String> words(JsonObject body) {
        return body.getJsonArray("words").stream().map(String.class::cast).toList();
    }
}
