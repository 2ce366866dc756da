package vadra.kindred;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vadra.community.PgRefusal;
import vadra.core.MemberId;
import vadra.core.Role;

/** Leave, suggestions and the directory in PostgreSQL, whose functions decide who may read what. */
final class PgKindred {
    private static final String GIVEN =
            "SELECT kind FROM consent WHERE member_id = $1 AND kind IN ('kindred', 'directory')";
    private static final String GIVE = """
            INSERT INTO consent (member_id, kind, given_at) VALUES ($1, $2, ledger_now()) ON CONFLICT DO NOTHING""";
    private static final String TAKE_BACK = "DELETE FROM consent WHERE member_id = $1 AND kind = $2";
    private static final String NEAR = "SELECT * FROM kindred_of($1, $2)";
    private static final String COMMON = "SELECT kindred_common($1, $2) AS ties";
    private static final String HIDE = "SELECT hide_kindred($1, $2)";
    private static final String DIRECTORY = "SELECT * FROM directory_page($1, $2, $3)";

    private final Pool pool;

    PgKindred(Pool pool) {
        this.pool = pool;
    }

    Future<Set<Kindred.Purpose>> given(MemberId member) {
        return pool.preparedQuery(GIVEN)
                .execute(Tuple.of(member.value()))
                .map(rows -> rows.stream()
                        .map(row -> Kindred.Purpose.of(row.getString("kind")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Future<Void> give(MemberId member, Kindred.Purpose purpose, boolean given) {
        return pool.preparedQuery(given ? GIVE : TAKE_BACK)
                .execute(Tuple.of(member.value(), purpose.code()))
                .mapEmpty();
    }

    Future<List<Suggestion>> near(MemberId member, int most) {
        return pool.preparedQuery(NEAR)
                .execute(Tuple.of(member.value(), most))
                .map(rows -> rows.stream().map(PgKindred::suggestion).toList());
    }

    Future<List<Tie>> common(MemberId reader, String handle) {
        return pool.preparedQuery(COMMON)
                .execute(Tuple.of(reader.value(), handle))
                .map(rows -> ties((JsonArray) rows.iterator().next().getJson("ties")))
                .recover(PgRefusal::asProblem);
    }

    Future<Void> hide(MemberId member, String handle) {
        return pool.preparedQuery(HIDE)
                .execute(Tuple.of(member.value(), handle))
                .<Void>mapEmpty()
                .recover(PgRefusal::asProblem);
    }

    Future<List<Listed>> directory(@Nullable MemberId reader, Listed.Wanted wanted, int most) {
        var asked = new JsonObject()
                .put("name", wanted.name())
                .put("interest", wanted.interest())
                .put("product", wanted.product())
                .put("place", wanted.place())
                .put("language", wanted.language())
                .put("after", wanted.after());
        return pool.preparedQuery(DIRECTORY)
                .execute(Tuple.of(reader == null ? null : reader.value(), asked, most))
                .map(rows -> rows.stream().map(PgKindred::listed).toList());
    }

    private static Listed listed(Row row) {
        return new Listed(
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getString("place"),
                List.of(row.getArrayOfStrings("languages")),
                List.of(row.getArrayOfStrings("interests")),
                all(
                        (JsonArray) row.getJson("products"),
                        product -> new Listed.Product(product.getString("slug"), product.getString("name"))));
    }

    private static Suggestion suggestion(Row row) {
        return new Suggestion(
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getBoolean("elsewhere"),
                ties((JsonArray) row.getJson("ties")));
    }

    private static List<Tie> ties(JsonArray ties) {
        return all(
                ties,
                tie -> new Tie(
                        Tie.Kind.of(tie.getString("kind")),
                        tie.getString("name"),
                        tie.getString("slug"),
                        uuid(tie.getString("own")),
                        uuid(tie.getString("theirs"))));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static <T> List<T> all(JsonArray array, Function<JsonObject, T> form) {
        return array.stream().map(JsonObject.class::cast).map(form).toList();
    }
}
