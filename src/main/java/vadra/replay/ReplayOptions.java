package vadra.replay;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the replay command is asked to do.
 *
 * @param server where the running server is
 * @param speed how many times as fast as it was said; infinite for as fast as the server takes it
 * @param language of the rooms that it starts
 * @param memberPassword the password that its members get, so that a second run can sign in as them
 * @param acks a file for what was acknowledged: line, post, offset
 */
record ReplayOptions(
        String server,
        String staff,
        String staffPassword,
        Source source,
        double speed,
        int limit,
        String language,
        String memberPassword,
        Optional<Path> acks) {
    static final String HELP = """
            Pours a conversation through the public API into a running server.

              --server URL            where it runs                            http://localhost:8080
              --staff HANDLE          a staff login, which lifts the limit on joining         staff
              --staff-password WORD   or in the environment, VADRA_STAFF_PASSWORD
              --file F                a table with the columns t_s, author, room, text and, if there are
                                      replies, id and reply; tab-separated, .gz or not
              --chat F                a table with the columns segment, t_s, user, text; a segment is a room
              --rumour F              a table with the columns story, i, t_s, text, injected into --chat
              --story NAME            which story of it
              --inject-over SECONDS   over how long a time the story is spread                 3600
              --segments A,B          which segments of --chat                                  all
              --speed N               times as fast as it was said, or max                        1
              --limit N               no more than so many rows                                 all
              --language XX           of the rooms that it starts                                en
              --member-password WORD  what its members sign in with         replayed-conversation
              --acks F                write line, post and offset of each acknowledged post

            Rooms and members that are missing are made. In each room, order is kept. A post has the same key however
            often it is sent, so a server may be killed meanwhile, and a run that was broken off can be started again.
            A line that cannot be sent is told of by its number, and the others go on.
            """;

    private static final Set<String> KNOWN = Set.of(
            "server",
            "staff",
            "staff-password",
            "file",
            "chat",
            "rumour",
            "story",
            "inject-over",
            "segments",
            "speed",
            "limit",
            "language",
            "member-password",
            "acks");

    /** Where the conversation comes from: one file, or a chat with a story injected. */
    record Source(
            Optional<Path> file,
            Optional<Path> chat,
            Optional<Path> rumour,
            String story,
            double over,
            Set<String> segments) {}

    /** When a thing is due that was said so many seconds after the beginning, in nanoseconds after ours. */
    long due(double seconds) {
        return (long) (seconds / speed * 1e9);
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException saying what is wrong with them
     */
    static ReplayOptions parse(String[] arguments, Map<String, String> environment) {
        var given = given(arguments);
        var source = source(given);
        return new ReplayOptions(
                given.getOrDefault("server", "http://localhost:8080"),
                given.getOrDefault("staff", "staff"),
                given.getOrDefault("staff-password", environment.getOrDefault("VADRA_STAFF_PASSWORD", "")),
                source,
                given.getOrDefault("speed", "1").equals("max") ? Double.POSITIVE_INFINITY : number(given, "speed", "1"),
                (int) number(given, "limit", "1000000000"),
                given.getOrDefault("language", "en"),
                given.getOrDefault("member-password", "replayed-conversation"),
                path(given, "acks"));
    }

    private static Map<String, String> given(String[] arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].replaceFirst("^--", "");
            if (!arguments[i].startsWith("--") || !KNOWN.contains(name)) {
                throw new IllegalArgumentException(arguments[i] + " is not an option");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(name, arguments[i + 1]);
        }
        return given;
    }

    private static Source source(Map<String, String> given) {
        var segments = given.getOrDefault("segments", "");
        var source = new Source(
                path(given, "file"),
                path(given, "chat"),
                path(given, "rumour"),
                given.getOrDefault("story", ""),
                number(given, "inject-over", "3600"),
                segments.isEmpty() ? Set.of() : Set.of(segments.split(",", -1)));
        if (source.file().isPresent() == source.chat().isPresent()) {
            throw new IllegalArgumentException("either --file or --chat is needed");
        }
        return source;
    }

    private static Optional<Path> path(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).map(Path::of);
    }

    private static double number(Map<String, String> given, String name, String otherwise) {
        try {
            double number = Double.parseDouble(given.getOrDefault(name, otherwise));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a number that is not positive is.
        }
        throw new IllegalArgumentException("--" + name + " must be a number above 0");
    }
}
