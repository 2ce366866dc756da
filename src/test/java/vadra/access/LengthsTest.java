package vadra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vadra.app.TestDatabase;

/** Everything that a client can send, and every text that is kept, has an end; an object has the fields that it says. */
class LengthsTest {
    private static final Set<String> SHORT_FORMS = Set.of("uuid", "date-time", "date", "binary");
    /** What lets a form repeat for ever. */
    private static final Pattern ENDLESS = Pattern.compile("(?<!\\\\)[*+]|\\{\\d+,}");

    /** A schema and where it is. */
    private record At(String place, JsonObject schema) {
        At to(String further, Object schema) {
            return new At(place + "." + further, Operation.resolved((JsonObject) schema));
        }

        Stream<At> all() {
            return Stream.concat(Stream.of(this), parts().flatMap(At::all));
        }

        private Stream<At> parts() {
            var properties = schema.getJsonObject("properties", new JsonObject()).stream()
                    .map(one -> to(one.getKey(), one.getValue()));
            var items = Stream.ofNullable(schema.getValue("items")).map(one -> to("[]", one));
            var further = Stream.of("allOf", "oneOf", "anyOf")
                    .flatMap(how -> schema.getJsonArray(how, new JsonArray()).stream())
                    .map(one -> to("", one));
            return Stream.of(properties, items, further).flatMap(each -> each);
        }

        boolean is(String type) {
            var given = schema.getValue("type");
            return type.equals(given) || (given instanceof JsonArray several && several.contains(type));
        }

        boolean endless() {
            if (is("array")) {
                return !schema.containsKey("maxItems");
            }
            return is("string")
                    && !schema.containsKey("maxLength")
                    && !schema.containsKey("enum")
                    && !schema.containsKey("const")
                    && !SHORT_FORMS.contains(schema.getString("format", ""))
                    && ENDLESS.matcher(schema.getString("pattern", "*")).find();
        }

        boolean open() {
            return is("object")
                    && schema.containsKey("properties")
                    && !Boolean.FALSE.equals(schema.getValue("additionalProperties"));
        }
    }

    private static List<At> asked() {
        return Operation.all().stream()
                .flatMap(operation -> {
                    var body = operation.schema().stream()
                            .map(schema -> new At(operation.id(), Operation.resolved(schema)));
                    var parameters = Stream.of("path", "query", "header")
                            .flatMap(in -> operation.parameters(in).stream())
                            .map(one -> new At(
                                    operation.id() + "?" + one.getString("name"),
                                    Operation.resolved(one.getJsonObject("schema"))));
                    return Stream.concat(body, parameters);
                })
                .flatMap(At::all)
                .toList();
    }

    @Test
    void whatIsAskedHasAnEnd() {
        assertThat(asked()).hasSizeGreaterThan(400);
        assertThat(asked().stream().filter(At::endless).map(At::place)).isEmpty();
    }

    @Test
    void anObjectThatIsAskedHasNoFurtherFields() {
        // What a browser answers to a challenge gets further fields with its versions.
        assertThat(asked().stream().filter(At::open).map(At::place).filter(place -> !place.contains(".credential")))
                .isEmpty();
    }

    @Test
    void whatIsKeptHasAnEnd() throws IOException {
        var known = Files.readAllLines(Path.of("src/test/resources/vadra/access/columns.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        var vertx = Vertx.vertx();
        try {
            var endless = get(TestDatabase.fresh().pool(vertx, 1).query("""
                            SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND attnum > 0 AND NOT attisdropped
                            AND atttypid::regtype::text IN ('text', 'character varying', 'text[]', 'bytea')
                            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND attnum = ANY (conkey)
                                            AND contype IN ('c', 'f'))
                            AND c.relname NOT LIKE 'flyway%'
                            ORDER BY c.relname || '.' || a.attname COLLATE "C"
                            """).execute()).stream()
                    .map(row -> row.getString(0))
                    .toList();
            assertThat(endless).containsExactlyElementsOf(known);
        } finally {
            get(vertx.close());
        }
    }
}
