package vadra.api;

import java.util.List;
import vadra.alerts.AlertService;
import vadra.oversight.PgStaffActs;
import vadra.rumour.ClaimDesk;
import vadra.rumour.ClaimService;
import vadra.sightings.SightingService;

/**
 * What the staff's desk works with.
 *
 * @param oversight where it is written down what the staff does
 * @param hookKeys under which other systems may sign sightings, at most two
 */
public record Desk(
        ClaimDesk claims,
        ClaimService acts,
        SightingService sightings,
        AlertService alerts,
        PgStaffActs oversight,
        List<String> hookKeys) {
    public Desk {
        hookKeys = List.copyOf(hookKeys);
    }
}
