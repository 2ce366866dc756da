package vadra.moving;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import vadra.blogs.Article;
import vadra.blogs.Blog;

/** A blog as pages that open from a disk, without a server and without scripts. */
final class Pages {
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Pattern PICTURE = Pattern.compile("src=\"/media/([0-9a-f]{64})\"");
    private static final Pattern LINK = Pattern.compile("href=\"/");
    private static final String LOOK = """
            :root{color-scheme:light dark}body{font:1.15rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}
            h1{line-height:1.1}img{max-width:100%;height:auto}figure{margin:1.5rem 0}figcaption,.quiet{opacity:.75;font-size:.9rem}
            pre{overflow:auto}li{margin:.4rem 0}blockquote{border-left:3px solid;margin-left:0;padding-left:1rem}
            """;

    private final Blog blog;
    private final String base;
    private final Map<String, String> extensions;

    Pages(Blog blog, String base, Map<String, String> extensions) {
        this.blog = blog;
        this.base = base;
        this.extensions = extensions;
    }

    String index(List<Article> articles) {
        var list = new StringBuilder();
        for (int i = articles.size() - 1; i >= 0; i--) {
            var article = articles.get(i);
            list.append("<li><a href=\"articles/%s.html\" lang=\"%s\">%s</a> <span class=\"quiet\">%s</span></li>%n"
                    .formatted(
                            article.slug(),
                            article.language(),
                            safe(article.text().title()),
                            day(article.state().publishedAt())));
        }
        var words = blog.words();
        return page(
                words.title(),
                "<h1>%s</h1>%n<p>%s</p>%n<p class=\"quiet\">%s</p>%n<ul>%n%s</ul>"
                        .formatted(safe(words.title()), safe(words.about()), safe(words.disclosure()), list));
    }

    String article(Article article, List<Article.Echo> said) {
        var text = article.text();
        var body = new StringBuilder("<p><a href=\"../index.html\">%s</a></p>%n<article lang=\"%s\">%n<h1>%s</h1>%n"
                .formatted(safe(blog.words().title()), article.language(), safe(text.title())));
        body.append("<p class=\"quiet\">%s, <time datetime=\"%s\">%s</time></p>%n"
                .formatted(
                        safe(article.author().name()),
                        article.state().publishedAt(),
                        day(article.state().publishedAt())));
        body.append(outward(text.html()))
                .append("%n<p class=\"quiet\">%s</p>%n</article>%n".formatted(safe(text.disclosure())));
        if (!said.isEmpty()) {
            body.append("<hr><ol>%n".formatted());
            said.forEach(one -> body.append("<li><p class=\"quiet\">%s, <time datetime=\"%s\">%s</time></p>%s</li>%n"
                    .formatted(safe(one.name()), one.saidAt(), day(one.saidAt()), outward(one.html()))));
            body.append("</ol>%n".formatted());
        }
        return page(text.title(), body.toString());
    }

    private String outward(String html) {
        var pictures = PICTURE.matcher(html)
                .replaceAll(found -> "src=\"../media/" + found.group(1) + "."
                        + extensions.getOrDefault(found.group(1), "jpg") + "\"");
        return LINK.matcher(pictures).replaceAll("href=\"" + safe(base) + "/");
    }

    private String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
                <title>%s</title><style>%s</style></head><body>
                %s
                </body></html>
                """.formatted(blog.words().language(), safe(title), LOOK, body);
    }

    private String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(blog.words().language()))
                .format(time.atZone(ZONE));
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
