package vadra.moving;

import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import vadra.core.Problem;

/** The form of the files in a blog's zip: their names, the heads of Markdown files, the names of pictures in them. */
final class Form {
    static final String MANIFEST = "manifest.json";
    static final String INDEX = "index.html";
    static final Pattern ARTICLE = Pattern.compile("articles/([a-z0-9][a-z0-9-]{0,59})\\.md");
    static final Pattern PAGE = Pattern.compile("articles/[a-z0-9][a-z0-9-]{0,59}\\.html");
    static final Pattern COMMENTS = Pattern.compile("comments/([a-z0-9][a-z0-9-]{0,59})\\.json");
    static final Pattern PICTURE = Pattern.compile("media/([0-9a-f]{64})\\.(jpg|png|webp|gif)");

    /** A section of all that is a person's own. */
    static final Pattern DATA = Pattern.compile("data/([a-z_]{2,40})\\.json");
    /** A section to read. */
    static final Pattern LEAF = Pattern.compile("pages/[a-z_]{2,40}(?:-[0-9]{1,5})?\\.html");

    private static final Pattern HERE = Pattern.compile("media:([0-9a-f]{64})");
    private static final Pattern THERE = Pattern.compile("\\.\\./media/([0-9a-f]{64})\\.(?:jpg|png|webp|gif)");
    private static final Pattern LINE = Pattern.compile("([A-Za-z]+): (.*)");
    private static final String RULE = "---\n";

    private Form() {}

    static String extension(String type) {
        return switch (type) {
            case "image/jpeg" -> "jpg";
            case "image/png" -> "png";
            case "image/webp" -> "webp";
            default -> "gif";
        };
    }

    /** A Markdown file: a head whose values are JSON, which is YAML too, and the text. */
    static String markdown(Map<String, Object> head, String text) {
        var file = new StringBuilder(RULE);
        head.forEach((key, value) ->
                file.append(key).append(": ").append(Json.encode(value)).append('\n'));
        return file.append(RULE).append('\n').append(text).append('\n').toString();
    }

    /** A Markdown file, taken apart. */
    record File(Map<String, Object> head, String text) {}

    /**
     * Takes a Markdown file apart.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} when it has no head
     */
    static File parsed(String file) {
        int end = file.indexOf("\n" + RULE);
        if (!file.startsWith(RULE) || end < 0) {
            throw Problem.invalid("zip", "has an article without its head");
        }
        var head = new LinkedHashMap<String, Object>();
        file.substring(RULE.length(), end).lines().forEach(line -> {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                head.put(parts.group(1), Json.decodeValue(parts.group(2)));
            }
        });
        return new File(head, file.substring(end + 1 + RULE.length()).strip());
    }

    /** A text whose pictures are files beside it. */
    static String outward(String text, Map<String, String> extensions) {
        return HERE.matcher(text).replaceAll(found -> {
            var extension = extensions.get(found.group(1));
            return extension == null ? found.group() : "../media/" + found.group(1) + "." + extension;
        });
    }

    /** The same text as it is kept here. */
    static String inward(String text) {
        return THERE.matcher(text).replaceAll("media:$1");
    }
}
