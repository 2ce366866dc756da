package vadra.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vadra.history.History;
import vadra.history.History.Step;

/** Server-sent events: whoever comes back with the last id continues there. */
class StreamTest {
    private static final TestServer SERVER = TestServer.start();

    private final History history = new History();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aReaderWhoComesBackWithItsLastIdMissesNothing() throws IOException, InterruptedException {
        var asta = Person.joins(SERVER.url(), "asta", history).startsRoom("kaffe");
        var reader = new Reader("läsare", Optional.empty());
        asta.says("ett");
        asta.says("två");
        reader.readsUpTo(2);
        reader.leaves();

        asta.says("tre");
        asta.says("fyra");
        reader.comesBack();
        asta.says("fem");
        reader.readsUpTo(5);
        reader.leaves();
        assertThat(reader.loads).isEqualTo(1);
        judge();
    }

    @Test
    void alsoMoreThanWhatTheTransportTakesAtOnceIsCaughtUp() throws IOException, InterruptedException {
        var bo = Person.joins(SERVER.url(), "bo", history).startsRoom("te");
        var reader = new Reader("läsare", Optional.of("te"));
        bo.entersQuietly("te").says("början");
        reader.readsUpTo(1);
        reader.leaves();
        for (int i = 0; i < 150; i++) {
            bo.says(("nummer " + i + " ").repeat(150));
        }
        reader.comesBack();
        reader.readsUpTo(151);
        reader.leaves();
        assertThat(reader.loads).isEqualTo(1);
        assertThat(TestServer.judge(SERVER.url(), history, List.of("te"))).isEmpty();
    }

    @Test
    void aReaderFromAnotherLifeOfTheLogIsToldWhereItIs() throws IOException, InterruptedException {
        var cia = Person.joins(SERVER.url(), "cia", history).startsRoom("choklad");
        cia.says("ett");
        var reader = new Reader("läsare", Optional.of("choklad"));
        reader.leaves();
        reader.lastId = "0123456789abcdef:1";
        reader.comesBack();
        assertThat(reader.loads).isEqualTo(2);
        reader.leaves();
    }

    private void judge() {
        assertThat(TestServer.judge(SERVER.url(), history, List.of("kaffe"))).isEmpty();
    }

    /** One who reads a room as a stream. */
    private final class Reader {
        private final String name;
        private final String room;
        private final List<Long> offsets = new ArrayList<>();
        private String lastId = "";
        private int loads;
        private BufferedReader lines;

        Reader(String name, Optional<String> room) throws IOException, InterruptedException {
            this.name = name;
            this.room = room.orElse("kaffe");
            this.lines = open();
        }

        private BufferedReader open() throws IOException, InterruptedException {
            var request = new Api(SERVER.url(), Optional.empty()).request("/connection/sse?channel=room:" + room);
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            var response = Api.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            var opened = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            lines = opened;
            if (lastId.isEmpty() || lastId.startsWith("0123456789abcdef")) {
                event();
            }
            return opened;
        }

        void comesBack() throws IOException, InterruptedException {
            lines = open();
        }

        void leaves() throws IOException {
            lines.close();
        }

        void readsUpTo(long offset) throws IOException {
            while (offsets.isEmpty() || offsets.get(offsets.size() - 1) < offset) {
                event();
            }
        }

        /** Reads one event, and comments before it. */
        private void event() throws IOException {
            boolean position = false;
            for (var line = lines.readLine(); ; line = lines.readLine()) {
                if (line == null) {
                    throw new IOException("the stream ended after " + lastId);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.equals("event: position")) {
                    position = true;
                } else if (line.startsWith("data: ") && take(new JsonObject(line.substring(6)), position)) {
                    return;
                }
            }
        }

        /** False for what passes by and is in no log. */
        private boolean take(JsonObject data, boolean position) {
            if ("presence".equals(data.getString("kind"))) {
                return false;
            }
            long offset = Long.parseLong(lastId.replaceFirst(".*:", ""));
            if (position) {
                loads++;
                history.add(new Step.Loaded(name, "room:" + room, offset));
            } else {
                offsets.add(offset);
                history.add(new Step.Heard(name, "room:" + room, offset, LiveClient.idOf(data, offset)));
            }
            return true;
        }
    }
}
