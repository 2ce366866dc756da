package vadra.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is said to a crowd, by its speakers in turn. */
final class Speech {
    private final Crowd crowd;
    private final List<Client> speakers;
    private final int each;
    private final AtomicLong said = new AtomicLong();
    private @Nullable Beat beat;
    private volatile boolean ended;

    /**
     * Says nothing yet.
     *
     * @param each how many hear what one says
     */
    Speech(Crowd crowd, List<Client> speakers, int each) {
        this.crowd = crowd;
        this.speakers = speakers;
        this.each = each;
    }

    /** Keeps so many messages on their way. */
    void keep(int inFlight) {
        crowd.loop().execute(() -> {
            crowd.onDelivered(() -> {
                while (!ended && said.get() - crowd.delivered() / each < inFlight) {
                    say(System.nanoTime());
                }
            });
            for (int i = 0; i < inFlight; i++) {
                say(System.nanoTime());
            }
        });
    }

    /** Says so many a second, from now on. */
    void pace(int rate) {
        crowd.loop().execute(() -> {
            crowd.onDelivered(() -> {});
            beat = new Beat(crowd.loop(), rate, this::say);
        });
    }

    private void say(long stamp) {
        if (ended) {
            return;
        }
        long n = said.getAndIncrement();
        var speaker = speakers.get((int) (n % speakers.size()));
        var text = Client.MARK + "%016d ".formatted(stamp) + crowd.dialect().filler();
        speaker.send(crowd.dialect().say(speaker.room(), text, n));
    }

    void end() {
        ended = true;
        if (beat != null) {
            beat.end();
        }
    }

    /** Deliveries that must come of what was said so far. */
    long expected() {
        return said.get() * each;
    }

    /** Says no more, and waits for what is on its way; how many deliveries never came. */
    long endAndCount() {
        end();
        try {
            Crowd.await(() -> crowd.delivered() >= expected(), 10, "the last deliveries");
        } catch (IllegalStateException late) {
            System.out.println(late.getMessage());
        }
        return expected() - crowd.delivered();
    }
}
