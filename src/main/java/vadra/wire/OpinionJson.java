package vadra.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import vadra.discussion.Post;
import vadra.opinions.Facts;
import vadra.opinions.Figures;
import vadra.opinions.Sections;

/** The JSON form of what members think of a product. */
public final class OpinionJson {
    private OpinionJson() {}

    /** An opinion: its post, and the words by what they are about. */
    public static JsonObject json(Post post, boolean signedIn) {
        var sections = Sections.of(post.text().source());
        return new JsonObject()
                .put("post", DiscussionJson.post(post, signedIn))
                .put("good", sections.good())
                .put("bad", sections.bad())
                .put("wish", sections.wish());
    }

    /** What opinions come to. */
    public static JsonObject figures(Figures figures) {
        var again = new JsonObject();
        for (var answer : Facts.Again.values()) {
            var people = figures.again().get(answer);
            if (people != null) {
                again.put(answer.code(), people);
            }
        }
        var used = new ArrayList<>(figures.used());
        if (figures.usedOther() > 0) {
            used.add(new Figures.Group("", figures.usedOther()));
        }
        return new JsonObject()
                .put("people", figures.people())
                .put("talkers", figures.talkers())
                .put("again", again)
                .put("versions", groups(figures.versions()))
                .put("used", groups(used));
    }

    private static JsonArray groups(List<Figures.Group> groups) {
        return DiscussionJson.array(
                groups, group -> new JsonObject().put("name", group.name()).put("people", group.people()));
    }
}
