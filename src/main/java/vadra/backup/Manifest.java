package vadra.backup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself.
 *
 * @param format of the file
 * @param product the version of Vädra that made it
 * @param schema the newest migration that the database had
 * @param at when the snapshot was taken, by the database's clock
 * @param tables what it holds, each in an entry of its own
 * @param sequences what was given out last, by name
 */
public record Manifest(
        int format, String product, int schema, String at, List<Table> tables, Map<String, Long> sequences) {
    /** The format that is written. */
    static final int FORMAT = 1;

    public Manifest {
        tables = List.copyOf(tables);
        sequences = Map.copyOf(sequences);
    }

    /**
     * One table.
     *
     * @param columns those that were written, in their order
     * @param sha256 of the entry's bytes, as hexadecimal digits
     */
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        public Table {
            columns = List.copyOf(columns);
        }

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** Rows of all tables together. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    String text() {
        var all = new JsonArray();
        tables.forEach(table -> all.add(new JsonObject()
                .put("name", table.name())
                .put("columns", new JsonArray(table.columns()))
                .put("rows", table.rows())
                .put("bytes", table.bytes())
                .put("sha256", table.sha256())));
        return new JsonObject()
                .put("format", format)
                .put("product", product)
                .put("schema", schema)
                .put("at", at)
                .put("tables", all)
                .put("sequences", new JsonObject(new LinkedHashMap<>(sequences)))
                .encodePrettily();
    }

    /**
     * Reads it.
     *
     * @throws RuntimeException where it is none
     */
    static Manifest of(String text) {
        var json = new JsonObject(text);
        var sequences = new LinkedHashMap<String, Long>();
        var given = json.getJsonObject("sequences");
        given.fieldNames().forEach(name -> sequences.put(name, given.getLong(name)));
        return new Manifest(
                json.getInteger("format"),
                json.getString("product"),
                json.getInteger("schema"),
                json.getString("at"),
                json.getJsonArray("tables").stream()
                        .map(table -> table((JsonObject) table))
                        .toList(),
                sequences);
    }

    private static Table table(JsonObject json) {
        return new Table(
                json.getString("name"),
                json.getJsonArray("columns").stream().map(String.class::cast).toList(),
                json.getLong("rows"),
                json.getLong("bytes"),
                json.getString("sha256"));
    }
}
