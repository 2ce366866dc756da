package vadra.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import vadra.history.History;
import vadra.history.HistoryChecker.Violation;
import vadra.it.Homes;
import vadra.it.Person;
import vadra.it.Wait;

/** People who talk and people who listen, spread over the nodes of a cluster and over rooms, and what they saw. */
public final class Gathering implements AutoCloseable {
    /** Passwords are slow by design, so many devices share few members. */
    private static final int MEMBERS = 12;

    private static final int AT_ONCE = 16;

    private final Cluster cluster;
    private final History history = new History();
    private final List<String> rooms;
    private final List<Person> writers;
    private final List<Person> listeners;

    /** How many there are of each. */
    public record Size(int rooms, int writers, int listeners) {}

    /** Lets people in, whose sockets go straight to the nodes. */
    public Gathering(Cluster cluster, Size size) {
        this(cluster, size, cluster::homes);
    }

    /**
     * Lets people in.
     *
     * @param sockets where the sockets of a client go, by its number
     */
    public Gathering(Cluster cluster, Size size, IntFunction<Homes> sockets) {
        this.cluster = cluster;
        this.rooms = IntStream.range(0, size.rooms()).mapToObj(i -> "rum-" + i).toList();
        var members = together(
                Math.min(MEMBERS, size.writers()),
                i -> Person.joins(cluster.homes(0), cluster.homes(0), "medlem" + i, history));
        rooms.forEach(room -> members.get(0).startsRoom(room));
        this.writers = IntStream.range(0, size.writers())
                .mapToObj(i -> members.get(i % members.size())
                        .alsoAs("skribent" + i, cluster.homes(place(i)), sockets.apply(place(i)))
                        .entersQuietly(room(i)))
                .toList();
        this.listeners = together(size.listeners(), i -> listener(members, i, sockets.apply(place(i))));
    }

    private Person listener(List<Person> members, int number, Homes sockets) {
        var name = "lyssnare" + number;
        var homes = cluster.homes(place(number));
        var person = number % 4 == 0
                ? members.get(number % members.size()).alsoAs(name, homes, sockets)
                : Person.guest(homes, sockets, name, history);
        return person.enters(room(number));
    }

    private String room(int number) {
        return rooms.get(number % rooms.size());
    }

    /** Those of one room are on different nodes, whatever divides the number of rooms. */
    private int place(int number) {
        return number + number / rooms.size();
    }

    private static List<Person> together(int count, IntFunction<Person> each) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var all = new ArrayList<CompletableFuture<Person>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(() -> each.apply(number), threads));
            }
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    /**
     * Everybody who talks begins to.
     *
     * @param pauseMs between two posts of one of them
     */
    public Load talk(int pauseMs) {
        return new Load(writers, pauseMs);
    }

    /** Waits until so many more posts are acknowledged; the seconds that it took. */
    @CanIgnoreReturnValue
    public double goesOn(int posts) {
        long begun = System.nanoTime();
        long before = history.acked();
        Wait.until("posts are acknowledged", () -> history.acked() >= before + posts);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Waits until every listener has heard all that is in the log; the seconds that it took. */
    @CanIgnoreReturnValue
    public double catchUp() {
        long begun = System.nanoTime();
        var tops = cluster.tops();
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).catchesUp(Objects.requireNonNull(tops.get(room(i))));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Waits until every listener has got so far in its room; the seconds that it took. */
    @CanIgnoreReturnValue
    public double reach(Map<String, Long> tops) {
        long begun = System.nanoTime();
        for (int i = 0; i < listeners.size(); i++) {
            var listener = listeners.get(i);
            long top = Objects.requireNonNull(tops.get(room(i)));
            Wait.until(listener.name() + " has heard all", () -> listener.live().offset(listener.channel()) >= top);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** All that is wrong with what they saw. Everybody must be silent, and have caught up. */
    public List<Violation> judge() {
        assertThat(history.acked()).isPositive();
        return cluster.judge(history, rooms);
    }

    public History history() {
        return history;
    }

    public List<Person> writers() {
        return writers;
    }

    public List<Person> listeners() {
        return listeners;
    }

    /** How often somebody came back and got what was missed, and how often somebody had to load anew. */
    public String returns() {
        int recovered =
                listeners.stream().mapToInt(one -> one.live().returns()[0]).sum();
        return recovered + " returns by offset, " + reloads() + " reloads";
    }

    public int reloads() {
        return listeners.stream().mapToInt(one -> one.live().returns()[1]).sum();
    }

    @Override
    public void close() {
        listeners.forEach(Person::close);
        writers.forEach(Person::close);
    }
}
