package vadra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vadra.faults.Cluster;
import vadra.it.Api;
import vadra.it.Person;
import vadra.it.Wait;

/** What is to be published at a time is published once, whoever of the nodes does it and whoever falls while doing it. */
class ScheduleTest {
    private static final int DRAFTS = 60;
    private static final int SECONDS = 8;

    @Test
    void eachDraftIsPublishedOnceThoughTwoNodesTryAndOneIsKilled() {
        try (var cluster = Cluster.start("schedule", 2, Map.of())) {
            var author = Person.member(cluster.urls().get(1), "asta");
            var blog = new JsonObject()
                    .put("title", "I tid")
                    .put("about", "")
                    .put("disclosure", "Ingen betalar mig.")
                    .put("language", "sv")
                    .put("accent", "moss")
                    .put("face", "sans");
            assertThat(author.write("PUT", "/api/me/blog", blog, "b").status()).isEqualTo(200);
            writes(author, Instant.now().plusSeconds(SECONDS));
            Wait.until("the first of them is out", () -> count(cluster, "article") > 0);
            cluster.nodes().get(0).kill();
            Wait.until("all are out", () -> count(cluster, "draft") == 0);
            assertThat(count(cluster, "article")).isEqualTo(DRAFTS);
            assertThat(cluster.database()
                            .query("SELECT source FROM article_version GROUP BY source HAVING count(*) > 1"))
                    .isEmpty();
            assertThat(cluster.database().query("""
                    SELECT slug FROM room LEFT JOIN event ON event.room_id = room.id WHERE room.kind = 'article'
                    GROUP BY room.id HAVING count(event.seq) <> 1 OR last_seq <> 1""")).isEmpty();
            assertThat(author.get("/api/blogs/asta").json().getInteger("articles"))
                    .isEqualTo(DRAFTS);
        }
    }

    private static void writes(Api author, Instant at) {
        for (int n = 0; n < DRAFTS; n++) {
            var draft = new JsonObject()
                    .put("title", "Nr " + n % 20)
                    .put("text", "Ord " + UUID.randomUUID())
                    .put("language", "sv")
                    .put("publishAt", at.toString());
            assertThat(author.post("/api/me/drafts", draft).status()).isEqualTo(201);
        }
    }

    private static int count(Cluster cluster, String table) {
        List<String> row =
                cluster.database().query("SELECT count(*) FROM " + table).get(0);
        return Integer.parseInt(row.get(0));
    }
}
