package vadra.routes;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import vadra.api.Operations;
import vadra.api.Services;
import vadra.entryroutes.EntryRoutes;
import vadra.peopleroutes.CircleRoutes;
import vadra.peopleroutes.ContactRoutes;
import vadra.peopleroutes.DirectRoutes;
import vadra.peopleroutes.KeyRoutes;
import vadra.peopleroutes.KindredRoutes;
import vadra.peopleroutes.LeavingRoutes;
import vadra.peopleroutes.MarkRoutes;
import vadra.peopleroutes.NotificationRoutes;
import vadra.peopleroutes.ProfileRoutes;
import vadra.peopleroutes.SignInRoutes;
import vadra.peopleroutes.Sites;

/** All parts of the HTTP API. */
public final class Routes {
    private Routes() {}

    /**
     * Says what to do for each operation of the contract.
     *
     * @param publicUrl how browsers reach the server, where that is settled
     * @param https whether they come over HTTPS
     */
    public static void mount(Operations api, Services services, Optional<URI> publicUrl, boolean https) {
        new DiscussionRoutes(services, UUID::randomUUID).mount(api);
        new QuestionRoutes(services, UUID::randomUUID).mount(api);
        new PollRoutes(services, UUID::randomUUID).mount(api);
        new PreviewRoutes(services).mount(api);
        new OpinionRoutes(services).mount(api);
        mountSigningIn(api, services, new Sites(publicUrl), https);
        new ProfileRoutes(services).mount(api);
        new RuleRoutes(services).mount(api);
        new AdmissionRoutes(services).mount(api);
        new BlogRoutes(services).mount(api);
        new DraftRoutes(services).mount(api);
        new MovingRoutes(services).mount(api);
        new CalmRoutes(services).mount(api);
        new ContactRoutes(services).mount(api);
        new LeavingRoutes(services).mount(api);
        new DirectRoutes(services).mount(api);
        new SearchRoutes(services).mount(api);
        new MarkRoutes(services).mount(api);
        new CircleRoutes(services).mount(api);
        new KindredRoutes(services).mount(api);
        new NotificationRoutes(services).mount(api);
        mountStaff(api, services);
        new SittingRoutes(services).mount(api);
        new OpennessRoutes(services, publicUrl).mount(api);
    }

    private static void mountStaff(Operations api, Services services) {
        new DeskRoutes(services).mount(api);
        new AlertRoutes(services).mount(api);
        new SightingRoutes(services).mount(api);
        new VoiceRoutes(services).mount(api);
        new DocketRoutes(services).mount(api);
        new OversightRoutes().mount(api);
    }

    /** Who comes in, and by what. */
    private static void mountSigningIn(Operations api, Services services, Sites sites, boolean https) {
        new AccountRoutes(services, services.csrf(), https).mount(api);
        new SignInRoutes(services, sites, https).mount(api);
        new KeyRoutes(services, sites, https).mount(api);
        EntryRoutes.mount(api, services, https);
    }
}
