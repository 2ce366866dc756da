package vadra.peopleroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.core.Problem;
import vadra.keys.SignIn;
import vadra.leaving.Leaving;
import vadra.leaving.Wish;
import vadra.peoplewire.LeavingJson;

/** The part of the HTTP API by which members leave, or stay after all. */
public final class LeavingRoutes {
    private final SignIn signIn;
    private final Leaving leaving;

    public LeavingRoutes(Services services) {
        this.signIn = services.people().keys().signIn();
        this.leaving = services.people().leaving();
    }

    public void mount(Operations api) {
        api.on("getLeaving", call -> leaving.of(call.actor().id()).map(LeavingRoutes::answer));
        api.on("askToLeave", this::ask);
        api.on("stayAfterAll", call -> leaving.stay(call.actor().id()).map(done -> Answer.empty()));
    }

    private Future<Answer> ask(Call call) {
        var actor = call.actor();
        var kind = Wish.Kind.of(call.body().getString("kind"));
        return signIn.confirm(
                        call.session().orElseThrow(Problem::signInNeeded),
                        call.body().getString("password"),
                        call.body().getString("code"))
                .compose(it -> leaving.ask(actor.id(), kind, call.body().getString("language", "sv")))
                .map(wish -> answer(Optional.of(wish)));
    }

    private static Answer answer(Optional<Wish> wish) {
        return Answer.ok(
                new JsonObject().put("leaving", wish.map(LeavingJson::wish).orElse(null)));
    }
}
