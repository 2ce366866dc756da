package vadra.entryroutes;

import vadra.api.Operations;
import vadra.api.Services;

/** The part of the HTTP API that leads into the house other than by a password. */
public final class EntryRoutes {
    private EntryRoutes() {}

    /**
     * Says what to do for each of its operations.
     *
     * @param https whether browsers come over HTTPS
     */
    public static void mount(Operations api, Services services, boolean https) {
        new InvitationRoutes(services).mount(api);
        new OutsideRoutes(services, https).mount(api);
        new EmbedRoutes(services, https).mount(api);
    }
}
