package vadra.rumour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vadra.core.Recorded;
import vadra.rumour.RumourService.Watched;

/** Claims with a reading, for the tests of what is sent of them. */
public final class Readings {
    private Readings() {}

    /** One that nobody has said anything of. */
    public static Watched nothing() {
        return watched(List.of());
    }

    /** One that half a hundred people have said in two rooms. */
    public static Watched much() {
        var log = new Said();
        var said = new ArrayList<Recorded>();
        for (int i = 0; i < 50; i++) {
            said.add(log.said(i * 30, "m" + i, "r" + i % 2, "Den kan fatta eld, är det sant?"));
        }
        return watched(said);
    }

    private static Watched watched(List<Recorded> said) {
        var claim = Said.claim("fatta eld");
        var tally =
                Monitor.before(List.of(claim), said, Map.of()).tally(claim.id()).orElseThrow();
        return new Watched(claim, tally.reading(Said.at(1_600)));
    }
}
