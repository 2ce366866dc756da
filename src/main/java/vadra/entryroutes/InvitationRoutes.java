package vadra.entryroutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Entrances;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.core.Role;
import vadra.door.RateLimits;
import vadra.invitations.Invitation;
import vadra.invitations.Invitations;
import vadra.invitations.Wanted;
import vadra.oidc.OutsideSignIn;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that says how people join, and lets the staff invite. */
final class InvitationRoutes {
    private final Entrances entrances;
    private final Invitations invitations;
    private final RateLimits limits;
    private final Clock clock;

    InvitationRoutes(Services services) {
        this.entrances = services.entrances();
        this.invitations = entrances.invitations();
        this.limits = services.limits();
        this.clock = services.clock();
    }

    /** Answers the operations. */
    void mount(Operations api) {
        api.on("getEntrances", call -> Future.succeededFuture(Answer.ok(entrances())));
        api.on("lookAtInvitation", this::look);
        var staff = new StaffOperations(api);
        staff.on("listInvitations", this::list);
        staff.on("makeInvitation", this::make);
        staff.on(
                "revokeInvitation",
                call -> invitations.revoke(call.staff(), call.id("invitation")).map(done -> Answer.empty()));
    }

    private JsonObject entrances() {
        return new JsonObject()
                .put("joinBy", entrances.byInvitation() ? "invitation" : "anyone")
                .put("outside", entrances.outside().map(OutsideSignIn::name).orElse(null));
    }

    private Future<Answer> look(Call call) {
        limits.search(call.address());
        return invitations
                .look(call.body().getString("invitation"))
                .map(open -> Answer.ok(new JsonObject()
                        .put("role", open.role().code())
                        .put("until", open.until().toString())));
    }

    private Future<Answer> list(Call call) {
        var now = clock.instant();
        return invitations
                .before(call.queryNumber("before").orElse(Long.MAX_VALUE))
                .map(all -> Answer.ok(new JsonObject()
                        .put("invitations", DiscussionJson.array(all, one -> json(one, now)))));
    }

    private Future<Answer> make(Call call) {
        var body = call.body();
        var wanted = new Wanted(
                body.getString("note"),
                Role.of(body.getString("role", Role.MEMBER.code())),
                body.getInteger("uses", 1),
                body.getInteger("days", 7));
        return invitations
                .make(call.staff(), wanted)
                .map(made ->
                        Answer.created(json(made.invitation(), clock.instant()).put("secret", made.secret())));
    }

    private static JsonObject json(Invitation one, Instant now) {
        return new JsonObject()
                .put("id", one.id().toString())
                .put("n", one.n())
                .put("note", one.note())
                .put("role", one.role().code())
                .put("uses", one.most())
                .put("used", one.used())
                .put("by", one.by())
                .put("madeAt", one.madeAt().toString())
                .put("until", one.until().toString())
                .put(
                        "revokedAt",
                        Optional.ofNullable(one.revokedAt())
                                .map(Instant::toString)
                                .orElse(null))
                .put("revokedBy", one.revokedBy())
                .put("joined", new JsonArray(one.joined()))
                .put("open", one.isOpen(now));
    }
}
