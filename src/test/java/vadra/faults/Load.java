package vadra.faults;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import vadra.it.Person;
import vadra.it.Wait;

/**
 * Members who talk all the time and do not give up: a post that has no answer is sent again under the same id, half of
 * them over HTTP and half over sockets, until it is acknowledged.
 */
public final class Load implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final List<Person> writers;
    private final int pauseMs;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<JsonObject> oddities = new ArrayList<>();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    /**
     * Begins at once.
     *
     * @param writers members who are in their rooms
     * @param pauseMs between the posts of one of them
     */
    public Load(List<Person> writers, int pauseMs) {
        this.writers = writers;
        this.pauseMs = pauseMs;
        this.threads = Executors.newFixedThreadPool(writers.size(), work -> {
            var thread = new Thread(work, "load");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < writers.size(); i++) {
            int number = i;
            running.add(CompletableFuture.runAsync(() -> write(number), threads));
        }
    }

    private void write(int number) {
        var writer = writers.get(number);
        var dice = new Random(number);
        boolean live = number % 2 == 1;
        if (live) {
            writer.live().open();
        }
        for (int i = 0; !over.get(); i++) {
            var command = writer.name() + "-" + i;
            while (!(live ? sayLive(writer, command) : say(writer, command))) {
                refusals.incrementAndGet();
                Wait.pause(100 + dice.nextInt(200));
            }
            Wait.pause(pauseMs / 2 + dice.nextInt(pauseMs));
        }
    }

    private boolean say(Person writer, String command) {
        try {
            var answer = writer.triesToSay("inlägg " + command, command);
            boolean refused =
                    answer.status() == 503 && answer.header("Retry-After").isPresent();
            if (answer.status() != 201 && !refused) {
                odd(answer.json());
            }
            return answer.status() == 201;
        } catch (UncheckedIOException nobodyThere) {
            return false;
        }
    }

    private boolean sayLive(Person writer, String command) {
        var reply = writer.triesToSayLive("inlägg " + command, command);
        if (reply.containsKey("error") && !reply.getJsonObject("error").getBoolean("temporary", false)) {
            odd(reply);
        }
        return reply.containsKey("rpc");
    }

    private void odd(JsonObject answer) {
        synchronized (oddities) {
            oddities.add(answer);
        }
    }

    /** How often a post was not accepted, for now. */
    public int refusals() {
        return refusals.get();
    }

    /** Answers that are neither an acceptance nor an honest "later". */
    public List<JsonObject> oddities() {
        synchronized (oddities) {
            return List.copyOf(oddities);
        }
    }

    /** Stops, when everybody's last post is acknowledged. */
    @Override
    public void close() {
        over.set(true);
        threads.shutdown();
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
