package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A room's log, as the API tells it. */
public final class RoomLog {
    private static final int PAGE = 200;

    private RoomLog() {}

    /** The ids of all events, in order; fails if the offsets have a hole. */
    public static List<String> read(URI server, String room) {
        var api = new Api(server, Optional.empty());
        var ids = new ArrayList<String>();
        while (true) {
            var page = api.get("/api/rooms/" + room + "/events?limit=" + PAGE + "&after=" + ids.size());
            assertThat(page.status()).as(page.json().encode()).isEqualTo(200);
            var events = page.json().getJsonArray("events");
            for (var each : events) {
                var event = (JsonObject) each;
                assertThat(event.getLong("offset")).isEqualTo(ids.size() + 1L);
                ids.add(LiveClient.idOf(event.getJsonObject("data"), event.getLong("offset")));
            }
            if (events.size() < PAGE) {
                return ids;
            }
        }
    }
}
