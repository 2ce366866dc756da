package vadra.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.velocity.Kernel;
import vadra.velocity.Kind;
import vadra.velocity.Occurrence;
import vadra.velocity.Stance;
import vadra.velocity.Topic;

/** Propagation trees of Twitter15 and 16, as topics that begin at 0. */
final class Cascades {
    private Cascades() {}

    /** A cascade with the size that it had in the end. */
    record Cascade(String name, int size, List<Occurrence> posts) {
        /** What was known at an age in seconds. */
        Topic at(double age) {
            var topic = new Topic(0, Kernel.LIVE_CHAT);
            for (var post : posts) {
                if (post.at() > age * 1000) {
                    break;
                }
                var unused = topic.add(post);
            }
            return topic;
        }
    }

    /** In the order of their names. */
    static List<Cascade> read(Path data) throws IOException {
        var folder = data.resolve("cascades");
        var events = new LinkedHashMap<String, List<String[]>>();
        for (var row : Tables.rows(folder.resolve("events.tsv.gz"), "\t")) {
            events.computeIfAbsent(row[0], name -> new ArrayList<>()).add(row);
        }
        return Tables.rows(folder.resolve("labels.tsv"), "\t").stream()
                .filter(label -> events.containsKey(label[0]))
                .map(label -> new Cascade(
                        label[0],
                        Integer.parseInt(label[3]),
                        posts(label[0], events.getOrDefault(label[0], List.of()))))
                .sorted(Comparator.comparing(Cascade::name))
                .toList();
    }

    static UUID id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("/", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Occurrence> posts(String name, List<String[]> rows) {
        var room = new RoomId(id(name));
        Map<String, Integer> depths = new HashMap<>();
        var posts = new ArrayList<Occurrence>();
        for (var row : rows) {
            boolean begins = row[2].equals("-1");
            int depth = begins ? 0 : depths.getOrDefault(row[2], 0) + 1;
            depths.put(row[1], depth);
            posts.add(new Occurrence(
                    Math.round(Double.parseDouble(row[3]) * 1000),
                    new MemberId(id(name, "user", row[4])),
                    room,
                    new PostId(id(name, row[1])),
                    begins ? null : new PostId(id(name, row[2])),
                    depth,
                    kind(row[5]),
                    Stance.SPREADS));
        }
        posts.sort(Comparator.comparingLong(Occurrence::at));
        return posts;
    }

    private static Kind kind(String letter) {
        return switch (letter) {
            case "O" -> Kind.ORIGINAL;
            case "S" -> Kind.SHARE;
            default -> Kind.REPLY;
        };
    }
}
