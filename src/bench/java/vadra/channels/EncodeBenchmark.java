package vadra.channels;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import vadra.core.CommandId;
import vadra.core.Hat;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Recorded;
import vadra.core.Role;
import vadra.core.RoomId;
import vadra.discussion.RoomEvent;
import vadra.discussion.Text;
import vadra.live.Publication;

/** JSON, once for each post: a command as it comes, and an event as it leaves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {
    private static final String COMMAND =
            "{\"id\":7,\"rpc\":{\"method\":\"say\",\"data\":{\"room\":\"fjallglod\",\"text\":\"Är det någon mer som fått den att krångla i kyla?\",\"commandId\":\"c7\"}}}";

    private final Recorded recorded = new Recorded(
            new RoomId(new UUID(1, 2)),
            42,
            Instant.parse("2026-11-01T12:00:00Z"),
            new RoomEvent.PostCreated(
                    new PostId(new UUID(3, 4)),
                    new RoomEvent.Author(new MemberId(new UUID(5, 6)), "asta", "Åsta Lind", Role.MEMBER, Hat.CUSTOMER),
                    null,
                    new CommandId("c7"),
                    new Text("Är det någon mer?", "<p>Är det någon mer?</p>", "sv"),
                    List.of()));

    /** An event to the push that all listeners get. */
    @Benchmark
    public Publication encodesAnEvent() {
        return Push.event("room:fjallglod", recorded);
    }

    /** A line to the fields of a command. */
    @Benchmark
    public String readsACommand() {
        var json = new JsonObject(COMMAND);
        return json.getJsonObject("rpc").getJsonObject("data").getString("text");
    }
}
