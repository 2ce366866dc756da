package vadra.kindred;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vadra.kindred.World.Somebody;

/**
 * In any world, each reason is true and the reader may read it, both want to be found, and of five in a row one is from
 * elsewhere. What is true is reckoned here from how the world was made, and not asked of the database.
 */
class KindredLawTest {
    private static final World WORLD = new World();
    private static final int PEOPLE = 14;
    private static final List<String> INTERESTS = List.of("kaffe", "te", "sifon", "rost", "kvarnar", "vatten");
    private static final List<String> PRODUCTS = List.of("brygga", "kvarn", "kanna");
    private static final List<String> AUDIENCES = List.of("public", "members", "contacts", "me");

    private record Said(UUID id, int by, int room, int parent, boolean open, boolean alias) {}

    /** A world as it was made. */
    private static final class Made {
        private final Random random;
        private final StringBuilder sql = new StringBuilder();
        private final List<Somebody> people = new ArrayList<>();
        private final Set<Integer> wanting = new HashSet<>();
        private final Map<String, Set<Integer>> sharers = new HashMap<>();
        private final Map<String, String> audience = new HashMap<>();
        private final Set<String> contacts = new HashSet<>();
        private final Set<String> out = new HashSet<>();
        private final List<UUID> rooms = new ArrayList<>();
        private final List<Said> said = new ArrayList<>();
        private final Map<String, Set<Integer>> gave = new HashMap<>();
        private final Map<String, Set<Integer>> circles = new HashMap<>();
        private final Map<String, Set<Integer>> listed = new HashMap<>();

        Made(long seed) {
            random = new Random(seed);
            sql.append("DELETE FROM consent;");
            for (int n = 0; n < PEOPLE; n++) {
                people.add(new Somebody(UUID.randomUUID(), "p" + WORLD.next()));
                sql.append(World.memberSql(people.get(n)));
                if (random.nextInt(5) > 0) {
                    wanting.add(n);
                    sql.append("INSERT INTO consent VALUES ('%s', 'kindred', now());".formatted(id(n)));
                }
            }
            declared();
            known();
            talk();
            circles();
            WORLD.does(sql.toString());
        }

        private UUID id(int n) {
            return people.get(n).id();
        }

        private int anybody() {
            return random.nextInt(PEOPLE);
        }

        private void declared() {
            PRODUCTS.forEach(product -> sql.append(World.productSql(product)));
            for (int n = 0; n < PEOPLE; n++) {
                for (var interest : INTERESTS) {
                    if (random.nextInt(4) == 0 && sharers(interest).add(n)) {
                        sql.append("INSERT INTO interest VALUES ('%s', '%s');".formatted(id(n), interest));
                    }
                }
                for (var product : PRODUCTS) {
                    if (random.nextInt(4) == 0 && sharers(product).add(n)) {
                        sql.append("INSERT INTO owned_product SELECT '%s', id FROM product WHERE slug = '%s';"
                                .formatted(id(n), product));
                    }
                }
                for (var field : List.of("interests", "products")) {
                    var may = AUDIENCES.get(random.nextInt(AUDIENCES.size()));
                    audience.put(n + field, may);
                    sql.append("INSERT INTO profile_audience VALUES ('%s', '%s', '%s');".formatted(id(n), field, may));
                }
            }
        }

        private Set<Integer> sharers(String thing) {
            return sharers.computeIfAbsent(thing, none -> new HashSet<>());
        }

        private void known() {
            for (int times = 0; times < 8; times++) {
                int one = anybody();
                int other = anybody();
                if (one == other || out.contains(one + " " + other) || out.contains(other + " " + one)) {
                    continue;
                }
                boolean accepted = random.nextBoolean();
                var kind = List.of("contact", "block", "mute", "kindred_hidden").get(random.nextInt(4));
                var more = Map.of("contact", ", '', now(), " + (accepted ? "now()" : "NULL"), "mute", ", now(), NULL");
                sql.append("INSERT INTO %s VALUES ('%s', '%s'%s);"
                        .formatted(kind, id(one), id(other), more.getOrDefault(kind, ", now()")));
                out.add(one + " " + other);
                boolean contact = kind.equals("contact");
                if (contact || kind.equals("block")) {
                    out.add(other + " " + one);
                }
                if (contact && accepted) {
                    contacts.add(one + " " + other);
                    contacts.add(other + " " + one);
                }
            }
        }

        private void talk() {
            for (int n = 0; n < 5; n++) {
                rooms.add(UUID.randomUUID());
                sql.append(World.roomSql(rooms.get(n), "rum" + WORLD.next(), people.get(0)));
            }
            for (int n = 0; n < 60; n++) {
                int parent = n > 0 && random.nextInt(3) > 0 ? random.nextInt(n) : -1;
                int room = parent < 0
                        ? random.nextInt(rooms.size())
                        : said.get(parent).room();
                var one = new Said(
                        UUID.randomUUID(), anybody(), room, parent, random.nextInt(6) > 0, random.nextInt(8) == 0);
                said.add(one);
                var under =
                        parent < 0 ? new UUID[0] : new UUID[] {said.get(parent).id()};
                sql.append(World.postSql(one.id(), rooms.get(room), people.get(one.by()), n + 1, under));
                if (!one.open()) {
                    sql.append("UPDATE post SET withdrawn_at = now() WHERE id = '" + one.id() + "';");
                }
                if (one.alias()) {
                    var alias = UUID.randomUUID();
                    sql.append(("INSERT INTO room_alias VALUES ('%s', '%s', '%s', 'n%d', now())"
                                    + " ON CONFLICT DO NOTHING; UPDATE post SET alias_id = (SELECT id FROM room_alias"
                                    + " WHERE room_id = '%2$s' AND member_id = '%3$s') WHERE id = '%5$s';")
                            .formatted(alias, rooms.get(room), id(one.by()), WORLD.next(), one.id()));
                }
                reactions(one);
            }
        }

        private void reactions(Said one) {
            for (int by = 0; by < PEOPLE; by++) {
                var kind = List.of("heart", "thanks", "wonder").get(random.nextInt(3));
                var givers = gave.computeIfAbsent(one.id() + kind, none -> new HashSet<>());
                if (random.nextInt(12) == 0 && givers.add(by)) {
                    sql.append(
                            "INSERT INTO reaction VALUES ('%s', '%s', '%s', now());".formatted(one.id(), id(by), kind));
                }
            }
        }

        private void circles() {
            for (int n = 0; n < 3; n++) {
                var slug = "krets" + WORLD.next();
                sql.append(
                        "INSERT INTO circle VALUES (gen_random_uuid(), '%1$s', '%1$s', '', 'sv', '{}', NULL, false, now(), '%2$s', NULL, 1, now());"
                                .formatted(slug, id(0)));
                circles.put(slug, new HashSet<>());
                listed.put(slug, new HashSet<>());
                for (int by = 0; by < PEOPLE; by++) {
                    if (random.nextInt(4) == 0) {
                        boolean seen = random.nextBoolean();
                        boolean asked = random.nextInt(4) == 0;
                        if (!asked) {
                            circles.get(slug).add(by);
                        }
                        if (seen && !asked) {
                            listed.get(slug).add(by);
                        }
                        sql.append(
                                "INSERT INTO circle_member SELECT id, '%s', now(), %s, false, %s FROM circle WHERE slug = '%s';"
                                        .formatted(id(by), asked ? "NULL" : "now()", seen, slug));
                    }
                }
            }
        }

        private boolean mayRead(int reader, int owner, String field) {
            return switch (audience.getOrDefault(owner + field, "me")) {
                case "public", "members" -> true;
                case "contacts" -> contacts.contains(reader + " " + owner);
                default -> false;
            };
        }

        private Said post(UUID id) {
            return said.stream().filter(one -> one.id().equals(id)).findAny().orElseThrow();
        }

        private boolean openlyBy(UUID id, int by) {
            var one = post(id);
            return one.by() == by && one.open() && !one.alias();
        }

        private boolean answered(UUID id, int by, int whom) {
            var one = post(id);
            return openlyBy(id, by)
                    && one.parent() >= 0
                    && openlyBy(said.get(one.parent()).id(), whom);
        }

        /** A tie that lacks what its kind rests on fails here, as it should. */
        @SuppressWarnings("NullAway")
        boolean isTrue(Tie tie, int reader, int other) {
            return switch (tie.kind()) {
                case INTEREST ->
                    sharers(tie.name()).containsAll(List.of(reader, other)) && mayRead(reader, other, "interests");
                case PRODUCT ->
                    sharers(tie.name()).containsAll(List.of(reader, other)) && mayRead(reader, other, "products");
                case ROOM ->
                    openlyBy(tie.own(), reader)
                            && openlyBy(tie.theirs(), other)
                            && post(tie.own()).room() == post(tie.theirs()).room();
                case ANSWER -> answered(tie.own(), reader, other) && answered(tie.theirs(), other, reader);
                case REACTION ->
                    post(tie.theirs()).open()
                            && !tie.name().equals("want")
                            && gave.getOrDefault(tie.theirs() + tie.name(), Set.of())
                                    .containsAll(List.of(reader, other));
                case CIRCLE ->
                    circles.get(tie.slug()).contains(reader)
                            && listed.get(tie.slug()).contains(other);
            };
        }

        boolean metNowhere(int one, int other) {
            boolean room = said.stream()
                    .anyMatch(mine -> mine.by() == one
                            && !mine.alias()
                            && said.stream()
                                    .anyMatch(theirs ->
                                            theirs.by() == other && !theirs.alias() && theirs.room() == mine.room()));
            boolean circle = circles.values().stream().anyMatch(in -> in.containsAll(List.of(one, other)));
            boolean contact = false;
            for (int third = 0; third < PEOPLE; third++) {
                contact |= contacts.contains(one + " " + third) && contacts.contains(other + " " + third);
            }
            return !room && !circle && !contact;
        }

        private int of(String handle) {
            return people.stream().map(Somebody::handle).toList().indexOf(handle);
        }
    }

    @Property(tries = 25)
    void eachReasonIsTrueAndMayBeReadAndBothWantIt(@ForAll long seed) {
        var made = new Made(seed);
        for (int reader = 0; reader < PEOPLE; reader++) {
            var shown = WORLD.of(made.people.get(reader));
            assertThat(WORLD.of(made.people.get(reader))).as("the same again").isEqualTo(shown);
            for (var one : shown) {
                assertThat(made.wanting).contains(reader);
                int other = made.of(one.handle());
                assertThat(made.wanting).contains(other);
                assertThat(one.ties()).isNotEmpty();
                assertThat(made.out).doesNotContain(reader + " " + other);
                assertThat(one.elsewhere()).isEqualTo(made.metNowhere(reader, other));
                allTrue(made, one.ties(), reader, other);
            }
            for (int row = 0; row + Suggestion.ROW <= shown.size(); row += Suggestion.ROW) {
                assertThat(shown.subList(row, row + Suggestion.ROW)).anyMatch(Suggestion::elsewhere);
            }
        }
    }

    @Property(tries = 8)
    void whatTwoHaveInCommonIsTrueOfBoth(@ForAll long seed) {
        var made = new Made(seed);
        for (int reader = 0; reader < PEOPLE; reader++) {
            for (int other = 0; other < PEOPLE; other++) {
                var ties = get(WORLD.kindred.common(
                        made.people.get(reader).member(), made.people.get(other).handle()));
                boolean mayBe = made.wanting.containsAll(List.of(reader, other)) && reader != other;
                assertThat(mayBe || ties.isEmpty()).isTrue();
                allTrue(made, ties, reader, other);
            }
        }
    }

    private static void allTrue(Made made, List<Tie> ties, int reader, int other) {
        assertThat(ties)
                .doesNotHaveDuplicates()
                .allSatisfy(tie -> assertThat(made.isTrue(tie, reader, other))
                        .as("%s of %s and %s", tie, reader, other)
                        .isTrue());
    }
}
