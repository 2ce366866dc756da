package vadra.routes;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.admissions.Admission;
import vadra.admissions.Admissions;
import vadra.api.Answer;
import vadra.api.Call;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.api.StaffOperations;
import vadra.wire.DiscussionJson;

/** The part of the HTTP API that is about what the company admits: anyone reads, staff writes, nobody takes back. */
final class AdmissionRoutes {
    private static final int PAGE = 50;

    private final Admissions admissions;

    AdmissionRoutes(Services services) {
        this.admissions = services.admissions();
    }

    void mount(Operations api) {
        api.on(
                "listAdmissions",
                call -> admissions
                        .list(
                                call.query("before").map(Instant::parse).orElse(Admissions.END),
                                call.queryNumber("limit").map(Math::toIntExact).orElse(PAGE))
                        .map(all -> Answer.ok(
                                new JsonObject().put("admissions", DiscussionJson.array(all, AdmissionRoutes::json)))));
        api.on("getAdmission", call -> admissions.one(id(call)).map(one -> Answer.ok(json(one))));
        var staff = new StaffOperations(api);
        staff.on(
                "admit",
                call -> admissions
                        .write(call.actor(), about(call.body()), draft(call.body()))
                        .map(one -> Answer.created(json(one))));
        staff.on(
                "correctAdmission",
                call -> admissions
                        .correct(call.actor(), id(call), draft(call.body()))
                        .map(one -> Answer.created(json(one))));
    }

    private static UUID id(Call call) {
        return UUID.fromString(call.path("admission"));
    }

    private static Admission.About about(JsonObject body) {
        @Nullable String post = body.getString("post");
        return new Admission.About(
                body.getString("room"), post == null ? null : UUID.fromString(post), body.getLong("entry"));
    }

    private static Admission.Draft draft(JsonObject body) {
        return new Admission.Draft(
                Admission.Kind.of(body.getString("kind")),
                body.getString("title"),
                body.getString("text"),
                body.getString("language"));
    }

    private static JsonObject json(Admission admission) {
        var about = admission.about();
        var json = new JsonObject()
                .put("id", admission.id().toString())
                .put("kind", admission.kind().code())
                .put("at", admission.at().toString())
                .put(
                        "about",
                        new JsonObject()
                                .put("room", about.room())
                                .put(
                                        "post",
                                        about.post() == null
                                                ? null
                                                : about.post().toString())
                                .put("entry", about.entry()))
                .put("versions", DiscussionJson.array(admission.versions(), AdmissionRoutes::version));
        var overturned = admission.overturned();
        if (overturned != null) {
            json.put("appeal", overturned(overturned));
        }
        return json;
    }

    private static JsonObject version(Admission.Version version) {
        return new JsonObject()
                .put("version", version.number())
                .put("writtenAt", version.writtenAt().toString())
                .put("kind", version.kind().code())
                .put("title", version.title())
                .put("text", version.text())
                .put("html", version.html())
                .put("language", version.language())
                .put("author", version.author());
    }

    private static JsonObject overturned(Admission.Overturned overturned) {
        return new JsonObject()
                .put("entry", overturned.entry())
                .put("rules", overturned.version())
                .put("rule", overturned.rule())
                .put("thing", overturned.thing())
                .put("result", overturned.result())
                .put("why", overturned.why())
                .put("actor", overturned.actor());
    }
}
