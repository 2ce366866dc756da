package vadra.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that was said in a conversation that is replayed.
 *
 * @param line its number in the file, for messages
 * @param id by which later lines reply to it, empty when none does
 * @param seconds when it was said, counted from the beginning
 * @param reply the id of what it replies to, empty for none
 */
record ReplayLine(String line, String id, double seconds, String author, String room, String reply, String text) {
    /** Reads the conversation that the options name, in order of time. */
    static List<ReplayLine> read(ReplayOptions options) throws IOException {
        var source = options.source();
        var lines = new ArrayList<ReplayLine>();
        if (source.file().isPresent()) {
            for (var row : Table.read(source.file().get())) {
                lines.add(of(row));
            }
        } else {
            for (var row : Table.read(source.chat().orElseThrow())) {
                if (source.segments().isEmpty() || source.segments().contains(row.get("segment"))) {
                    lines.add(ofChat(row));
                }
            }
            inject(lines, source);
        }
        lines.sort(Comparator.comparingDouble(ReplayLine::seconds));
        return lines.subList(0, Math.min(options.limit(), lines.size()));
    }

    private static ReplayLine of(Table.Row row) {
        return new ReplayLine(
                Integer.toString(row.line()),
                row.get("id"),
                seconds(row),
                row.required("author"),
                row.required("room"),
                row.get("reply"),
                row.required("text"));
    }

    private static ReplayLine ofChat(Table.Row row) {
        var segment = row.required("segment");
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
    private static void inject(List<ReplayLine> lines, ReplayOptions.Source source) throws IOException {
        if (source.rumour().isEmpty()) {
            return;
        }
        var rooms = lines.stream().map(ReplayLine::room).distinct().sorted().toList();
        var story = Table.read(source.rumour().get()).stream()
                .filter(row -> source.story().isEmpty() || row.get("story").equals(source.story()))
                .toList();
        double length = story.stream().mapToDouble(ReplayLine::seconds).max().orElse(1);
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

    private static double seconds(Table.Row row) {
        try {
            return Double.parseDouble(row.required("t_s"));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("line " + row.line() + ": t_s must be a number");
        }
    }
}
