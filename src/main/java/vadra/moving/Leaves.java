package vadra.moving;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vadra.blogs.Article;

/** What is a member's own as pages that open from a disk, without a server, without scripts, and without asking anybody. */
final class Leaves {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z");
    /** What is read as a text, and not as one fact among others. */
    private static final Set<String> TEXTS = Set.of("text", "about", "grounds", "facts", "why", "disclosure");

    private static final String LOOK = """
            :root{color-scheme:light dark}body{font:1.05rem/1.55 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
            h1{line-height:1.15}h2{margin-top:2rem}img{max-width:100%;height:auto;display:block;margin:.5rem 0}
            .lines{list-style:none;padding:0}.lines>li{border-top:1px solid #8888;padding:1rem 0}
            blockquote{white-space:pre-line;margin:.4rem 0;border-left:3px solid #888;padding-left:.8rem;font-family:Georgia,serif}
            dl{display:grid;grid-template-columns:minmax(6rem,max-content) minmax(0,1fr);gap:.1rem .8rem;margin:.4rem 0;font-size:.92rem}dd{margin:0}dd dl{margin:0}
            @media(max-width:30rem){dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.4rem}}
            """;

    private final Labels labels;
    private Map<String, String> extensions = Map.of();

    Leaves(Labels labels) {
        this.labels = labels;
    }

    /** Which page of a section. */
    record Place(String section, int page, int of) {}

    /** From now on pictures are shown: what their files end with, by their ids. */
    void pictures(Map<String, String> known) {
        this.extensions = known;
    }

    /** The file of a page. */
    static String name(String section, int page) {
        return "pages/" + section + (page == 1 ? "" : "-" + page) + ".html";
    }

    String index(Belongings.What what, Map<String, Integer> counts, List<Article> articles) {
        var body = new StringBuilder("<h1>%s</h1>%n<p>%s</p>%n<p>%s</p>%n"
                .formatted(
                        safe(labels.of("index.title").formatted(what.owner().name())),
                        safe(labels.of("index.from").formatted(what.whose().house(), labels.time(what.at()))),
                        safe(labels.of("index.how"))));
        if (!articles.isEmpty()) {
            body.append("<h2>%s</h2>%n<ul>%n".formatted(safe(labels.of("index.articles"))));
            articles.forEach(one -> body.append("<li><a href=\"articles/%s.html\" lang=\"%s\">%s</a></li>%n"
                    .formatted(one.slug(), one.language(), safe(one.text().title()))));
            body.append("</ul>%n".formatted());
        }
        body.append("<h2>%s</h2>%n<ul>%n".formatted(safe(labels.of("index.sections"))));
        counts.forEach((section, n) -> body.append("<li><a href=\"%s\">%s</a> (%d)</li>%n"
                .formatted(name(section, 1), safe(labels.orName("section.", section)), n)));
        body.append("</ul>%n<h2>%s</h2>%n<p>%s</p>%n<p>%s</p>"
                .formatted(
                        safe(labels.of("index.beside")),
                        safe(labels.of("index.monitor")),
                        safe(labels.of("index.lacks"))));
        return page(labels.of("index.title").formatted(what.owner().name()), body.toString());
    }

    String section(Place place, List<JsonObject> lines) {
        var title = labels.orName("section.", place.section());
        var body = new StringBuilder("<p><a href=\"../index.html\">%s</a></p>%n<h1>%s</h1>%n<p>%s</p>%n"
                .formatted(safe(labels.of("index.back")), safe(title), safe(labels.orName("about.", place.section()))));
        body.append("<ol class=\"lines\">%n".formatted());
        lines.forEach(line -> body.append("<li>").append(line(line)).append("</li>%n".formatted()));
        body.append("</ol>%n".formatted()).append(ways(place));
        return page(place.of() == 1 ? title : title + " " + place.page() + "/" + place.of(), body.toString());
    }

    /** To the pages beside. */
    private String ways(Place place) {
        var ways = new StringBuilder();
        if (place.page() > 1) {
            ways.append(way(place.section(), place.page() - 1, "index.earlier"));
        }
        if (place.page() < place.of()) {
            ways.append(way(place.section(), place.page() + 1, "index.later"));
        }
        return ways.isEmpty()
                ? ""
                : "<nav aria-label=\"%s\"><p>%s</p></nav>".formatted(safe(labels.of("index.pages")), ways);
    }

    private String way(String section, int page, String key) {
        return "<a href=\"%s\">%s</a> "
                .formatted(name(section, page).substring("pages/".length()), safe(labels.of(key)));
    }

    /** The words first, and then the facts beside them. */
    private String line(JsonObject line) {
        var said = new StringBuilder();
        var facts = new StringBuilder();
        var language = line.getValue("language") instanceof String tag && tag.matches("[a-z]{2,3}") ? tag : "";
        line.forEach(entry -> {
            if (entry.getValue() == null) {
                return;
            }
            if (TEXTS.contains(entry.getKey()) && entry.getValue() instanceof String text && !text.isEmpty()) {
                said.append("<blockquote%s>%s</blockquote>"
                        .formatted(language.isEmpty() ? "" : " lang=\"" + language + "\"", safe(text)));
            } else if (!entry.getValue().equals("")) {
                facts.append("<dt>%s</dt><dd>%s</dd>"
                        .formatted(safe(labels.orName("field.", entry.getKey())), value(entry.getValue())));
            }
        });
        return said + (facts.isEmpty() ? "" : "<dl>" + facts + "</dl>");
    }

    private String value(Object value) {
        if (value instanceof JsonObject inner) {
            return line(inner);
        } else if (value instanceof JsonArray all) {
            return list(all);
        } else if (value instanceof Boolean yes) {
            return safe(labels.of(yes ? "index.yes" : "index.no"));
        }
        var text = value.toString();
        if (extensions.containsKey(text)) {
            return "<img src=\"../media/%s.%s\" alt=\"\">".formatted(text, extensions.get(text));
        }
        return TIME.matcher(text).matches() ? time(text) : safe(text);
    }

    private String list(JsonArray all) {
        var text = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            var one = all.getValue(i);
            if (one != null) {
                text.append(i == 0 || one instanceof JsonObject ? "" : ", ").append(value(one));
            }
        }
        return text.toString();
    }

    private String time(String text) {
        try {
            var at = Instant.parse(text);
            return "<time datetime=\"%s\">%s</time>".formatted(at, safe(labels.time(at)));
        } catch (DateTimeException none) {
            return safe(text);
        }
    }

    private String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
                <title>%s</title><style>%s</style></head><body><main>
                %s
                </main></body></html>
                """.formatted(labels.language(), safe(title), LOOK, body);
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
