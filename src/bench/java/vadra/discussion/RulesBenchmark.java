package vadra.discussion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import vadra.core.Actor;
import vadra.core.CommandId;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.Role;

/** What is done with the words of each post before it is committed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {
    private static final String PLAIN = "Är det någon mer som fått den att krångla i kyla?";
    private static final String RICH =
            "Ja, @bo: **slå av**, vänta, och läs https://example.org/hjalp\n\n- först\n- sedan";

    private final Actor actor = new Actor(new MemberId(new UUID(5, 6)), "asta", "Åsta Lind", Role.MEMBER);
    private final RoomState room = new RoomState(true, 41, Instant.EPOCH);
    private final PostId fresh = new PostId(new UUID(3, 4));
    private final RoomCommand say =
            new RoomCommand.Say(new CommandId("c7"), null, new Text(PLAIN, "<p>" + PLAIN + "</p>", "sv"), List.of());

    /** A sentence to HTML. */
    @Benchmark
    public String rendersASentence() {
        return Markdown.html(PLAIN, Set.of());
    }

    /** Markdown with a mention, a link and a list to HTML. */
    @Benchmark
    public String rendersMarkup() {
        return Markdown.html(RICH, Set.of("bo"));
    }

    /** Words to their normal form. */
    @Benchmark
    public String normalisesWords() {
        return Words.normal("text", PLAIN);
    }

    /** Whether something may be said. */
    @Benchmark
    public Object decides() {
        Optional<RoomEvent.Done> decided = RoomRules.decide(say, actor, fresh, room);
        return decided;
    }

    /** The digest by which a command that is sent again is known. */
    @Benchmark
    public String fingerprints() {
        return new Request(actor, say, fresh).fingerprint();
    }
}
