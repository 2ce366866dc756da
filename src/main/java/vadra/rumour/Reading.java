package vadra.rumour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vadra.core.PostId;
import vadra.core.RoomId;

/**
 * What the monitor knows of a claim at a moment of event time.
 *
 * @param velocity distinct carriers per minute, as {@link Velocity} has it
 * @param carriers distinct authors since the claim was first seen
 * @param mentions posts that hold the claim
 * @param rooms where it has been said, in the order of arrival
 * @param doublingSeconds in which time as many again carry it; empty when it does not grow, or too few have spoken
 */
public record Reading(
        Instant at,
        double velocity,
        long carriers,
        long mentions,
        List<RoomId> rooms,
        OptionalDouble doublingSeconds,
        Optional<First> first) {
    public Reading {
        rooms = List.copyOf(rooms);
    }

    /** Where it began. */
    public record First(PostId post, Instant at) {}
}
