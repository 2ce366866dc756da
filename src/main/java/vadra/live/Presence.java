package vadra.live;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;

/**
 * Who is in which channel now. Counts people: a member with three tabs is one; guests, who are not known, count by
 * connection. Safe for use by any thread. Grows with the open connections, which the server bounds.
 *
 * <p>Of the other nodes only numbers are known, and those a few seconds late.
 */
public final class Presence {
    /** At most so many members are listed by name. */
    public static final int MAX_LISTED = 50;

    private static final int LARGE_EVERY = 4;

    private final Map<String, Here> channels = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    /** Changed since the other nodes were told. */
    private final Set<String> untold = new HashSet<>();

    private Map<String, Integer> elsewhere = Map.of();
    private int calls;

    private static final class Here {
        private final Map<MemberId, Seat> members = new HashMap<>();
        private int guests;
    }

    private record Seat(Actor actor, int connections) {}

    /** How many people are in a channel. */
    public record Count(int people, int connections) {}

    /** A connection came into a channel. */
    public synchronized void enter(String channel, @Nullable Actor actor) {
        var here = channels.computeIfAbsent(channel, name -> new Here());
        if (actor == null) {
            here.guests++;
        } else {
            here.members.merge(actor.id(), new Seat(actor, 1), (seat, one) -> new Seat(actor, seat.connections() + 1));
        }
        changed.add(channel);
        untold.add(channel);
    }

    /** A connection that had entered went away. */
    public synchronized void exit(String channel, @Nullable Actor actor) {
        var here = channels.get(channel);
        if (here == null) {
            return;
        }
        if (actor == null) {
            here.guests = Math.max(0, here.guests - 1);
        } else {
            here.members.computeIfPresent(
                    actor.id(),
                    (id, seat) -> seat.connections() == 1 ? null : new Seat(seat.actor(), seat.connections() - 1));
        }
        if (here.guests == 0 && here.members.isEmpty()) {
            channels.remove(channel);
        }
        changed.add(channel);
        untold.add(channel);
    }

    /** How many are there, of connections those of this node. */
    public synchronized Count count(String channel) {
        var here = channels.getOrDefault(channel, new Here());
        int connections =
                here.members.values().stream().mapToInt(Seat::connections).sum();
        return new Count(people(channel), connections + here.guests);
    }

    private int people(String channel) {
        return peopleHere(channel) + elsewhere.getOrDefault(channel, 0);
    }

    private int peopleHere(String channel) {
        var here = channels.get(channel);
        return here == null ? 0 : here.members.size() + here.guests;
    }

    /** How many people this node has in the channels that changed since the last call, for other nodes. */
    public synchronized Map<String, Integer> takeUntold() {
        var told = untold.stream().collect(Collectors.toMap(Function.identity(), this::peopleHere));
        untold.clear();
        return told;
    }

    /** These were not told after all. */
    public synchronized void untold(Set<String> again) {
        untold.addAll(again);
    }

    /** How many people the other nodes have. Who is on two of them counts twice. */
    public synchronized void elsewhere(Map<String, Integer> people) {
        Stream.concat(elsewhere.keySet().stream(), people.keySet().stream())
                .filter(channel -> !Objects.equals(elsewhere.get(channel), people.get(channel)))
                .forEach(changed::add);
        elsewhere = Map.copyOf(people);
    }

    /** The members who are there, by name, at most {@link #MAX_LISTED}. */
    public synchronized List<Actor> members(String channel) {
        var here = channels.get(channel);
        return here == null
                ? List.of()
                : here.members.values().stream()
                        .map(Seat::actor)
                        .sorted(Comparator.comparing(Actor::name).thenComparing(Actor::handle))
                        .limit(MAX_LISTED)
                        .toList();
    }

    /**
     * The channels whose listeners are to be told that somebody came or went. To be called once a second; a channel of
     * more than {@value #MAX_LISTED} people comes back only every {@value #LARGE_EVERY} calls, since a number for a
     * thousand readers costs as much as a post, and most of them come and go.
     */
    public synchronized Set<String> takeChanged() {
        boolean large = ++calls % LARGE_EVERY == 0;
        var taken = changed.stream()
                .filter(channel -> large || people(channel) <= MAX_LISTED)
                .collect(Collectors.toUnmodifiableSet());
        changed.removeAll(taken);
        return taken;
    }
}
