package vadra.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thing that was said in a conversation that is replayed.
 *
 * @param line its number in the file, for messages
 * @param id by which later lines reply to it, empty when none does
 * @param seconds when it was said, counted from the beginning
 * @param reply the id of what it replies to, empty for none
 */
record ReplayLine(String line, String id, double seconds, String author, String room, String reply, String text) {
    private static final int MAX_HANDLE = 30;
    private static final int HASH_LENGTH = 8;

    /**
     * Reads the conversation that the options name, in order of time.
     *
     * @param faults is told of each line that cannot be sent, by number; the others are not lost for it
     */
    static List<ReplayLine> read(ReplayOptions options, Consumer<String> faults) throws IOException {
        var source = options.source();
        var lines = new ArrayList<ReplayLine>();
        if (source.file().isPresent()) {
            lines.addAll(lines(source.file().get(), ReplayLine::of, faults));
        } else {
            lines(source.chat().orElseThrow(), ReplayLine::ofChat, faults).stream()
                    .filter(line ->
                            source.segments().isEmpty() || source.segments().contains(line.room()))
                    .forEach(lines::add);
            inject(lines, source, faults);
        }
        lines.sort(Comparator.comparingDouble(ReplayLine::seconds));
        return lines.subList(0, Math.min(options.limit(), lines.size()));
    }

    private static List<ReplayLine> lines(Path file, Function<Table.Row, ReplayLine> form, Consumer<String> faults)
            throws IOException {
        var lines = new ArrayList<ReplayLine>();
        for (var row : Table.read(file, faults)) {
            try {
                lines.add(form.apply(row));
            } catch (IllegalArgumentException unusable) {
                faults.accept(unusable.getMessage());
            }
        }
        return lines;
    }

    /** By which the server knows this line when it is sent again, and tells it from another file's. */
    String key() {
        return "replay-" + line + "-" + hash(String.join("\t", author, room, Double.toString(seconds), text));
    }

    /** The author's handle: the name itself where that can be one, otherwise like it and still one of a kind. */
    static String handle(String author) {
        var plain = Normalizer.normalize(author, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceFirst("^[_-]+", "");
        if (plain.equals(author) && plain.length() >= 2 && plain.length() <= MAX_HANDLE) {
            return plain;
        }
        var start = plain.isEmpty() ? "m" : plain.substring(0, Math.min(MAX_HANDLE - HASH_LENGTH - 1, plain.length()));
        return start + "-" + hash(author);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static ReplayLine of(Table.Row row) {
        return new ReplayLine(
                Integer.toString(row.line()),
                row.get("id"),
                seconds(row),
                row.required("author"),
                room(row, "room"),
                row.get("reply"),
                row.required("text"));
    }

    private static ReplayLine ofChat(Table.Row row) {
        var segment = room(row, "segment");
        return new ReplayLine(
                Integer.toString(row.line()),
                "",
                seconds(row),
                segment + "-" + row.required("user"),
                segment,
                "",
                row.required("text"));
    }

    /** Spreads a story over the rooms of a chat, in its own rhythm, squeezed into the given time. */
    private static void inject(List<ReplayLine> lines, ReplayOptions.Source source, Consumer<String> faults)
            throws IOException {
        if (source.rumour().isEmpty() || lines.isEmpty()) {
            return;
        }
        var rooms = lines.stream().map(ReplayLine::room).distinct().sorted().toList();
        var story = Table.read(source.rumour().get(), faults).stream()
                .filter(row -> source.story().isEmpty() || row.get("story").equals(source.story()))
                .toList();
        double length = Math.max(
                1, story.stream().mapToDouble(ReplayLine::seconds).max().orElse(1));
        for (int i = 0; i < story.size(); i++) {
            var row = story.get(i);
            lines.add(new ReplayLine(
                    "r" + row.line(),
                    "",
                    seconds(row) / length * source.over(),
                    "carrier-" + row.required("story").replaceAll("[^a-z]", "") + row.required("i"),
                    rooms.get(i % rooms.size()),
                    "",
                    row.required("text")));
        }
    }

    private static String room(Table.Row row, String column) {
        var room = row.required(column);
        if (!room.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException(
                    "line " + row.line() + ": " + column + " must be of lower-case letters, digits and hyphens");
        }
        return room;
    }

    private static double seconds(Table.Row row) {
        try {
            return Double.parseDouble(row.required("t_s"));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("line " + row.line() + ": t_s must be a number");
        }
    }
}
