package vadra.opinions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.core.PostId;

/** Opinions in PostgreSQL. */
final class PgOpinions {
    private static final String LENGTH =
            "array_position(ARRAY['tried', 'month', 'half-year', 'year', 'three-years', 'longer'], opinion.used)";
    private static final Map<Order, String> PAGES = Arrays.stream(Order.values())
            .collect(Collectors.toMap(order -> order, order -> switch (order) {
                case NEWEST -> page("opinion.said_at, opinion.post_id", "<", "DESC");
                case OLDEST -> page("opinion.said_at, opinion.post_id", ">", "ASC");
                case LONGEST -> page(LENGTH + ", opinion.said_at, opinion.post_id", "<", "DESC");
            }));
    /** Each person by the newest that stands. */
    private static final String NEWEST = """
            SELECT DISTINCT ON (post.author_id) opinion.version, opinion.used, opinion.again
            FROM opinion JOIN product ON product.id = opinion.product_id JOIN post ON post.id = opinion.post_id
            WHERE product.slug = $1 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
            ORDER BY post.author_id, opinion.said_at DESC, opinion.post_id DESC""";

    private static final String COUNTS = "SELECT version, used, again, count(*)::int AS people FROM (" + NEWEST
            + ") newest GROUP BY version, used, again";
    private static final String TALKERS = """
            SELECT count(*)::int AS talkers FROM (
                SELECT post.author_id FROM post JOIN room ON room.id = post.room_id JOIN product ON product.id = room.product_id
                WHERE product.slug = $1
                UNION
                SELECT post.author_id FROM opinion JOIN product ON product.id = opinion.product_id
                JOIN post ON post.id = opinion.post_id WHERE product.slug = $1) talker""";

    private static final String KNOWN = "SELECT EXISTS (SELECT FROM product WHERE slug = $1) AS there";

    private final Pool pool;

    PgOpinions(Pool pool) {
        this.pool = pool;
    }

    private static String page(String key, String side, String direction) {
        return """
                SELECT opinion.post_id FROM opinion JOIN product ON product.id = opinion.product_id
                JOIN post ON post.id = opinion.post_id
                WHERE product.slug = $1 AND post.withdrawn_at IS NULL AND post.restraint IS NULL
                AND ($2::uuid IS NULL OR (%1$s) %2$s (SELECT %1$s FROM opinion WHERE opinion.post_id = $2))
                ORDER BY %3$s LIMIT $3""".formatted(key, side, ordered(key, direction));
    }

    /** No comma stands alone in a key but between its parts; those of the ranges stand in brackets. */
    private static String ordered(String key, String direction) {
        return Arrays.stream(key.split(", (?=opinion\\.(said_at|post_id))", -1))
                .map(part -> part + " " + direction)
                .collect(Collectors.joining(", "));
    }

    Future<List<PostId>> page(String product, Order order, @Nullable PostId after, int most) {
        return pool.preparedQuery(PAGES.get(order))
                .execute(Tuple.of(product, after == null ? null : after.value(), most))
                .map(rows -> rows.stream()
                        .map(row -> new PostId(row.getUUID("post_id")))
                        .toList());
    }

    Future<Boolean> known(String product) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(product.replace("\0", "")))
                .map(rows -> rows.iterator().next().getBoolean("there"));
    }

    Future<Figures> figures(String product) {
        var counts = pool.preparedQuery(COUNTS).execute(Tuple.of(product));
        var talkers = pool.preparedQuery(TALKERS).execute(Tuple.of(product));
        return Future.all(counts, talkers)
                .map(read -> figures(
                        counts.result().stream().toList(),
                        talkers.result().iterator().next().getInteger("talkers")));
    }

    private static Figures figures(List<Row> rows, int talkers) {
        int people = rows.stream().mapToInt(row -> row.getInteger("people")).sum();
        if (people < Figures.FEWEST) {
            return new Figures(people, talkers, Map.of(), List.of(), List.of(), 0);
        }
        var again = new EnumMap<Facts.Again, Integer>(Facts.Again.class);
        for (var answer : Facts.Again.values()) {
            again.put(answer, 0);
        }
        rows.forEach(
                row -> again.merge(Facts.Again.of(row.getString("again")), row.getInteger("people"), Integer::sum));
        var used = Arrays.stream(Facts.Used.values())
                .map(range -> new Figures.Group(range.code(), people(rows, "used", range.code())))
                .filter(group -> group.people() >= Figures.FEWEST)
                .toList();
        int shown = used.stream().mapToInt(Figures.Group::people).sum();
        return new Figures(people, talkers, again, versions(rows), used, people - shown);
    }

    private static int people(List<Row> rows, String column, String value) {
        return rows.stream()
                .filter(row -> row.getString(column).equals(value))
                .mapToInt(row -> row.getInteger("people"))
                .sum();
    }

    private static List<Figures.Group> versions(List<Row> rows) {
        var names = rows.stream()
                .map(row -> row.getString("version"))
                .filter(name -> !name.isEmpty())
                .distinct();
        var groups = new ArrayList<>(names.map(name -> new Figures.Group(name, people(rows, "version", name)))
                .filter(group -> group.people() >= Figures.FEWEST)
                .sorted(Comparator.comparing(Figures.Group::people).reversed().thenComparing(Figures.Group::name))
                .toList());
        int shown = groups.stream().mapToInt(Figures.Group::people).sum();
        int all = rows.stream().mapToInt(row -> row.getInteger("people")).sum();
        if (all > shown) {
            groups.add(new Figures.Group("", all - shown));
        }
        return groups;
    }
}
