package vadra.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People with choices, what they say, and who is to be told of what: worked out anew, by itself, thing for thing. */
final class NotifiedModel {
    static final int PEOPLE = 60;
    static final int ROOMS = 5;
    private static final int TAKES_PART = 200;

    private final Random random = new Random(31);
    private final List<Person> people = new ArrayList<>();
    private final List<List<Said>> rooms = new ArrayList<>();
    private final Map<UUID, List<Integer>> threads = new HashMap<>();
    private final Set<String> expected = new HashSet<>();
    private final Set<String> personal = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    /** A member by number, with the kinds that are off, and levels by place. */
    record Person(Set<String> off, boolean quiet, Map<UUID, String> levels, Set<Integer> unheard) {}

    /** A post, or a post written anew with further names. */
    record Said(
            int room,
            long seq,
            UUID post,
            int author,
            @Nullable Said parent,
            UUID thread,
            Set<Integer> names,
            boolean anew) {}

    private record Reason(
            int rank, String kind, boolean asked, @Nullable UUID place) {}

    NotifiedModel() {
        for (int i = 0; i < PEOPLE; i++) {
            var off = new HashSet<String>();
            List.of("reply", "mention").stream()
                    .filter(kind -> random.nextInt(10) == 0)
                    .forEach(off::add);
            if (random.nextBoolean()) {
                off.add("thread");
            }
            people.add(new Person(off, random.nextInt(5) == 0, new HashMap<>(), new HashSet<>()));
        }
        for (int room = 0; room < ROOMS; room++) {
            rooms.add(new ArrayList<>());
            for (var person : people) {
                int chance = random.nextInt(10);
                if (chance < 3) {
                    person.levels().put(room(room), chance == 0 ? "none" : "all");
                }
            }
        }
        for (int i = 0; i < PEOPLE; i++) {
            people.get(random.nextInt(PEOPLE)).unheard().add(random.nextInt(PEOPLE));
        }
        people.forEach(person -> person.unheard().remove(people.indexOf(person)));
    }

    static UUID room(int room) {
        return new UUID(2L << 12 | 0x4000, 0x8000000000000000L | room);
    }

    List<Person> people() {
        return people;
    }

    /** All that is to be told by now, each as handle, kind and key. */
    Set<String> expected() {
        return expected;
    }

    long expectedOf(String handle) {
        return expected.stream().filter(one -> one.startsWith(handle + "|")).count();
    }

    /** Somebody says something somewhere; who is to be told of it is worked out. */
    Said next() {
        int room = random.nextInt(ROOMS);
        var before = rooms.get(room);
        long seq = before.size() + 1L;
        var earlier = before.isEmpty() ? null : before.get(Math.max(0, before.size() - 1 - random.nextInt(50)));
        Said said;
        if (earlier != null && random.nextInt(50) == 0) {
            said = new Said(
                    room, seq, earlier.post(), earlier.author(), earlier.parent(), earlier.thread(), names(), true);
        } else {
            var id = new UUID(random.nextLong(), random.nextLong());
            var parent = random.nextInt(10) < 6 ? earlier : null;
            var thread = parent == null ? id : parent.thread();
            said = new Said(room, seq, id, random.nextInt(PEOPLE), parent, thread, names(), false);
        }
        before.add(said);
        tell(said);
        return said;
    }

    private Set<Integer> names() {
        return random.nextInt(7) == 0 ? Set.of(random.nextInt(PEOPLE)) : Set.of();
    }

    private void tell(Said said) {
        var thread = threads.computeIfAbsent(said.thread(), fresh -> new ArrayList<>());
        var reasons = new HashMap<Integer, List<Reason>>();
        said.names().forEach(name -> add(reasons, name, new Reason(2, "mention", false, null)));
        if (!said.anew()) {
            var parent = said.parent();
            if (parent != null) {
                add(reasons, parent.author(), new Reason(1, "reply", false, null));
            }
            thread.subList(Math.max(0, thread.size() - TAKES_PART), thread.size())
                    .forEach(partaker -> add(reasons, partaker, new Reason(4, "thread", false, said.thread())));
            for (int i = 0; i < PEOPLE; i++) {
                if ("all".equals(people.get(i).levels().get(room(said.room())))) {
                    add(reasons, i, new Reason(5, "room", true, room(said.room())));
                }
            }
            thread.add(said.author());
        }
        reasons.forEach((member, all) -> all.stream()
                .filter(reason -> wants(member, reason, said))
                .min((one, other) -> Integer.compare(one.rank(), other.rank()))
                .ifPresent(reason -> tell(member, reason, said)));
    }

    private static void add(Map<Integer, List<Reason>> reasons, int member, Reason reason) {
        reasons.computeIfAbsent(member, fresh -> new ArrayList<>()).add(reason);
    }

    private boolean wants(int member, Reason reason, Said said) {
        var person = people.get(member);
        return member != said.author()
                && !person.unheard().contains(said.author())
                && !"none".equals(person.levels().get(room(said.room())))
                && (reason.asked() || !person.off().contains(reason.kind()));
    }

    private void tell(int member, Reason reason, Said said) {
        var who = "p" + member + "|" + reason.kind() + "|";
        var place = reason.place();
        if (place != null) {
            if (open.add("p" + member + "|" + place)) {
                expected.add(who + "in:" + place + ":" + said.seq());
            }
        } else if (personal.add("p" + member + "|" + said.post())) {
            expected.add(who + "post:" + said.post());
        }
    }

    /** A member has read all. */
    void reads(String handle) {
        open.removeIf(one -> one.startsWith(handle + "|"));
    }
}
