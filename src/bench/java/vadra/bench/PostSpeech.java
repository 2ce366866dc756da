package vadra.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Posts, each of which wants its ack. All of it happens on the crowd's loop. */
final class PostSpeech {
    private static final int PATIENCE_SECONDS = 20;

    private final Crowd crowd;
    private final List<Client> speakers;
    private final List<String> rooms;
    private final LongFunction<String> words;
    private final Histogram latency = new Histogram(60_000_000_000L, 3);
    private final Map<Long, Long> waiting = new HashMap<>();
    private @Nullable Beat beat;
    private boolean answering;
    private boolean ended;
    private long said;
    private volatile long acked;
    private volatile long refused;
    private volatile int open;

    /**
     * Says nothing yet.
     *
     * @param words what is said, by the number of the post
     */
    PostSpeech(Crowd crowd, List<Client> speakers, List<String> rooms, LongFunction<String> words) {
        this.crowd = crowd;
        this.speakers = List.copyOf(speakers);
        this.rooms = rooms;
        this.words = words;
    }

    /** Says so many a second, or, with a rate of 0, keeps some on their way. */
    void begin(int rate, int onTheirWay) {
        onLoop(() -> {
            crowd.onAnswered(this::answered);
            answering = rate == 0;
            if (rate > 0) {
                beat = new Beat(crowd.loop(), rate, this::say);
            }
            for (int i = 0; answering && i < onTheirWay; i++) {
                say(System.nanoTime());
            }
        });
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    private void answered(String line) {
        boolean accepted = crowd.dialect().isAck(line);
        if (!accepted && !crowd.dialect().isRefusal(line)) {
            return;
        }
        var due = waiting.remove(crowd.dialect().idOf(line));
        if (due == null) {
            return;
        }
        open = waiting.size();
        if (accepted) {
            acked++;
            latency.recordValue(Math.min(System.nanoTime() - due, 59_000_000_000L));
        } else {
            refused++;
        }
        if (answering && !ended) {
            say(System.nanoTime());
        }
    }

    private void say(long due) {
        var speaker = speakers.get((int) (said % speakers.size()));
        var room = rooms.get((int) (said % rooms.size()));
        waiting.put(said, due);
        open = waiting.size();
        var text = Client.MARK + "%016d ".formatted(due) + words.apply(said);
        speaker.send(crowd.dialect().say(room, text, said));
        said++;
    }

    /** What was measured so far is forgotten. */
    void measure() {
        onLoop(latency::reset);
    }

    /** From when a post was due to its ack, in nanoseconds. */
    Histogram take() {
        return crowd.loop().submit(latency::copy).syncUninterruptibly().getNow();
    }

    long refused() {
        return refused;
    }

    /** Says no more, and waits for what is on its way; how many answers and deliveries never came. */
    long endAndCount(int listeners) {
        onLoop(() -> {
            ended = true;
            if (beat != null) {
                beat.end();
            }
        });
        try {
            Crowd.await(
                    () -> open == 0 && crowd.delivered() >= acked * listeners, PATIENCE_SECONDS, "the last answers");
        } catch (IllegalStateException late) {
            System.out.println(late.getMessage());
        }
        return open + Math.max(0, acked * listeners - crowd.delivered());
    }

    private void onLoop(Runnable work) {
        crowd.loop().submit(work).syncUninterruptibly();
    }
}
