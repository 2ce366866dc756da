package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vadra.core.Actor;

/** Packs all that is a member's own: each section as lines of JSON and as pages to read, the blog, and the pictures. */
final class Belongings {
    static final String FORMAT = "vadra-person";
    static final int VERSION = 1;

    private final PgOwn rows;
    private final List<PgOwn.Section> sections;
    private final What what;
    private final Leaves leaves;
    private final Map<String, Integer> pages = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    Belongings(PgOwn rows, List<PgOwn.Section> sections, What what, Leaves leaves) {
        this.rows = rows;
        this.sections = sections;
        this.what = what;
        this.leaves = leaves;
    }

    /** What is packed, and for whom. */
    record What(Actor owner, PgOwn.Whose whose, Instant at) {}

    Future<Void> to(Zip zip, Packing blog) {
        Future<Void> done = Future.succeededFuture();
        for (var section : sections) {
            done = done.compose(before -> data(zip, section.name()));
        }
        done = done.compose(before -> blog.contents(zip)).map(packed -> {
            leaves.pictures(blog.extensions());
            return null;
        });
        for (var section : sections) {
            done = done.compose(before -> read(zip, section.name(), 1, ""));
        }
        return done.compose(before -> zip.write(() -> {
            zip.put(Form.INDEX, leaves.index(what, counts, blog.titles()));
            zip.put(Form.MANIFEST, manifest(blog).encodePrettily());
            zip.close();
            return null;
        }));
    }

    /** One line for each thing, so that two of them are compared as lines, and each is read by itself. */
    private Future<Void> data(Zip zip, String section) {
        return zip.write(() -> {
                    zip.begin("data/" + section + ".json");
                    zip.add("[");
                    return null;
                })
                .compose(before -> lines(zip, section, ""))
                .compose(before -> zip.write(() -> {
                    zip.add(counts.containsKey(section) ? "\n]\n" : "]\n");
                    zip.end();
                    return null;
                }));
    }

    private Future<Void> lines(Zip zip, String section, String after) {
        return rows.lines(what.whose(), section, after).compose(lines -> {
            if (lines.isEmpty()) {
                return Future.succeededFuture();
            }
            return zip.write(() -> {
                        for (var line : lines) {
                            zip.add(counts.merge(section, 1, Integer::sum) == 1 ? "\n" : ",\n");
                            zip.add(line.json());
                        }
                        pages.merge(section, 1, Integer::sum);
                        return null;
                    })
                    .compose(before ->
                            lines(zip, section, lines.get(lines.size() - 1).key()));
        });
    }

    /** The same lines as pages, as many as there were. */
    private Future<Void> read(Zip zip, String section, int page, String after) {
        int all = pages.getOrDefault(section, 0);
        if (page > all) {
            return Future.succeededFuture();
        }
        return rows.lines(what.whose(), section, after).compose(lines -> {
            var place = new Leaves.Place(section, page, all);
            return zip.write(() -> {
                        zip.put(
                                Leaves.name(section, page),
                                leaves.section(
                                        place,
                                        lines.stream()
                                                .map(line -> new JsonObject(line.json()))
                                                .toList()));
                        return null;
                    })
                    .compose(before -> lines.isEmpty()
                            ? Future.succeededFuture()
                            : read(
                                    zip,
                                    section,
                                    page + 1,
                                    lines.get(lines.size() - 1).key()));
        });
    }

    private JsonObject manifest(Packing blog) {
        var manifest = new JsonObject()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("from", what.whose().house())
                .put("handle", what.owner().handle())
                .put("packedAt", what.at().toString())
                .put(
                        "sections",
                        new JsonArray(sections.stream().map(PgOwn.Section::name).toList()));
        return blog.hasBlog() ? manifest.put("blog", blog.words()) : manifest;
    }
}
