package vadra.alerts;

import java.time.Instant;

/**
 * A shift as it is put on the roster.
 *
 * @param place in which order an alert climbs, 1 to 9
 * @param mail where mail goes, empty for nowhere
 */
public record NewShift(String handle, int place, Instant from, Instant until, String mail) {}
