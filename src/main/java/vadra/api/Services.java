package vadra.api;

import java.time.Clock;
import vadra.admissions.Admissions;
import vadra.blogs.Roof;
import vadra.channels.Pulse;
import vadra.channels.RoomNames;
import vadra.community.CommunityService;
import vadra.core.EventLog;
import vadra.disclosure.PgDisclosure;
import vadra.discussion.RoomReader;
import vadra.discussion.RoomService;
import vadra.docket.Docket;
import vadra.door.Csrf;
import vadra.door.Health;
import vadra.door.RateLimits;
import vadra.holding.Holding;
import vadra.live.LogTail;
import vadra.live.Presence;
import vadra.moving.Moving;
import vadra.openness.Openness;
import vadra.parts.Parts;
import vadra.qa.Attention;
import vadra.qa.Sittings;
import vadra.questions.Questions;
import vadra.rumour.RumourService;
import vadra.search.Search;

/** What all event loops of the server share; every part is safe for use by any thread. */
public record Services(
        CommunityService community,
        Openness openness,
        PgDisclosure disclosure,
        Docket docket,
        Admissions admissions,
        RoomReader reader,
        RoomService rooms,
        Parts parts,
        Search search,
        Holding holding,
        Questions questions,
        Sittings sittings,
        Attention attention,
        Moving moving,
        People people,
        Entrances entrances,
        RumourService rumours,
        Desk desk,
        EventLog log,
        LogTail tail,
        Pulse pulse,
        Presence presence,
        RoomNames names,
        RateLimits limits,
        Csrf csrf,
        Health health,
        Clock clock) {
    /** All that there is under members' own roofs. */
    public Roof roof() {
        return moving.roof();
    }
}
