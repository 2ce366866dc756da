package vadra.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import vadra.core.Problem;

/**
 * Serves the front end's libraries out of their jars, under {@code /v/<package>/<version>/…}. Bare module names in them
 * become paths, so that no import map is needed, which a page that embeds us may forbid. What is served never changes,
 * and is kept in memory: only files that are in the jars, so their number bounds it.
 */
final class WebJars implements Handler<RoutingContext> {
    static final String PREFIX = "/v/";

    private static final Pattern PATH = Pattern.compile("[a-z0-9_.-]+/[0-9.]+/[A-Za-z0-9_./-]+\\.(js|css)");
    private static final Pattern BARE = Pattern.compile("((?:from|import)\\s*)([\"'])(@?[a-z][\\w@/.-]*)\\2");
    private static final Map<String, String> HOMES = Map.of(
            "lit", "lit/3.3.2/",
            "lit-html", "lit-html/3.3.2/",
            "lit-element", "lit-element/4.2.2/",
            "@lit/reactive-element", "lit__reactive-element/2.1.2/");
    private static final Map<String, String> MAINS = Map.of(
            "lit", "index.js",
            "lit-html", "lit-html.js",
            "lit-element", "lit-element.js",
            "@lit/reactive-element", "reactive-element.js");

    private final Map<String, String> served = new ConcurrentHashMap<>();

    @Override
    public void handle(RoutingContext context) {
        var path = context.normalizedPath().substring(PREFIX.length());
        if (!PATH.matcher(path).matches() || path.contains("..")) {
            throw Problem.notFound("file", path);
        }
        var text = Optional.ofNullable(served.get(path))
                .or(() -> read(path))
                .orElseThrow(() -> Problem.notFound("file", path));
        served.putIfAbsent(path, text);
        context.response()
                .putHeader("Content-Type", (path.endsWith(".css") ? "text/css" : "text/javascript") + "; charset=utf-8")
                .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                .end(text);
    }

    private static Optional<String> read(String path) {
        try (InputStream file = WebJars.class.getResourceAsStream("/META-INF/resources/webjars/" + path)) {
            if (file == null) {
                return Optional.empty();
            }
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(path.endsWith(".js") ? withPaths(text) : text);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The module with every bare name replaced by the path under which that module is served. */
    static String withPaths(String module) {
        return BARE.matcher(module).replaceAll(found -> {
            var path = pathOf(found.group(3));
            return path.map(to -> found.group(1) + found.group(2) + to + found.group(2))
                    .orElse(found.group())
                    .replace("$", "\\$");
        });
    }

    private static Optional<String> pathOf(String name) {
        return HOMES.entrySet().stream()
                .filter(home -> name.equals(home.getKey()) || name.startsWith(home.getKey() + "/"))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(home -> PREFIX
                        + home.getValue()
                        + (name.equals(home.getKey())
                                ? MAINS.getOrDefault(name, "index.js")
                                : name.substring(home.getKey().length() + 1)));
    }
}
