package vadra.moving;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vadra.core.Problem;

/**
 * All that is a person's own, as it was packed elsewhere: read and checked before anything of it is kept.
 *
 * @param lines what is brought along, in pieces of some megabytes at most
 */
record Luggage(Unpacked blog, Optional<JsonObject> profile, List<String> lines) {
    /** Lines that are the other house's alone: who is signed in there. All else comes along. */
    static final String SESSIONS = "sessions";

    private static final String PROFILE = "profile";
    private static final int MAX_LINES = 200_000;
    private static final int MAX_LINE = 1_200_000;
    private static final int PIECE = 1_000_000;
    private static final Pattern HOUSE = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]{1,200}");

    /**
     * Reads a zip.
     *
     * @param sections those that there are, and whether their lines are the person's wherever they live
     * @param here the address of this house; what happened here is here, and is not brought from elsewhere
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it is no such zip, or larger than one may be
     */
    static Luggage of(byte[] zip, Map<String, Boolean> sections, String here, Instant now) {
        try {
            var box = Box.open(zip, Box.Kind.PERSON);
            var manifest = new JsonObject(box.text(Form.MANIFEST));
            if (!Belongings.FORMAT.equals(manifest.getString("format"))
                    || !Integer.valueOf(Belongings.VERSION).equals(manifest.getInteger("version"))) {
                throw broken("is not what was packed as a person's own");
            }
            var reading = new Reading(sections, here, new Pieces(), new ArrayList<>());
            for (var section : box.names(Form.DATA)) {
                reading.section(section, box.text("data/" + section + ".json"));
            }
            return new Luggage(
                    Unpacked.of(box, manifest.getJsonObject("blog"), now),
                    reading.profiles().stream().findFirst(),
                    reading.pieces().all());
        } catch (DecodeException | ClassCastException | DateTimeException | NullPointerException malformed) {
            throw broken("is not what was packed as a person's own");
        }
    }

    private static RuntimeException broken(String rule) {
        return Problem.invalid("zip", rule);
    }

    /** The sections as they are read, one after the other. */
    private record Reading(Map<String, Boolean> sections, String here, Pieces pieces, List<JsonObject> profiles) {
        void section(String name, String file) {
            var persons = sections.get(name);
            if (persons == null) {
                throw broken("has a section that is not known here");
            }
            var rows = file.lines().map(String::strip).toList();
            if (rows.isEmpty()
                    || !rows.get(0).startsWith("[")
                    || !rows.get(rows.size() - 1).endsWith("]")) {
                throw broken("has a section that is no list of lines");
            }
            for (var row : rows.subList(1, rows.size())) {
                if (!row.equals("]")) {
                    line(name, persons, new JsonObject(row.endsWith(",") ? row.substring(0, row.length() - 1) : row));
                }
            }
        }

        private void line(String section, boolean persons, JsonObject item) {
            var origin = item.getString("origin");
            boolean named = origin != null && HOUSE.matcher(origin).matches();
            if (persons ? origin != null : !named) {
                throw broken("has a line that does not say where it is from");
            }
            checkTime(item);
            if (section.equals(PROFILE)) {
                profiles.add(item);
            } else if (!section.equals(SESSIONS) && !here.equals(origin)) {
                pieces.add(new JsonObject()
                        .put("section", section)
                        .put("item", item)
                        .encode());
            }
        }

        /** By it they are ordered and shown. */
        private static void checkTime(JsonObject item) {
            var at = item.getString("at");
            if (at != null && Instant.parse(at).isBefore(Instant.EPOCH)) {
                throw broken("has a day that cannot be");
            }
        }
    }

    /** Lines, gathered into arrays that a database takes at once. */
    private static final class Pieces {
        private final List<String> done = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();
        private int lines;

        void add(String line) {
            if (++lines > MAX_LINES || line.length() > MAX_LINE) {
                throw broken("has more lines than one person brings along, or longer ones");
            }
            open.append(open.isEmpty() ? "[" : ",").append(line);
            if (open.length() > PIECE) {
                close();
            }
        }

        private void close() {
            if (!open.isEmpty()) {
                done.add(open.append(']').toString());
                open.setLength(0);
            }
        }

        List<String> all() {
            close();
            return List.copyOf(done);
        }
    }

    /** The profile once more as a line, to see whether all of it lives here now. */
    static String asPiece(JsonObject profile) {
        return new JsonArray()
                .add(new JsonObject().put("section", PROFILE).put("item", profile))
                .encode();
    }
}
