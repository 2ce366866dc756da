package vadra.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import vadra.bench.server.Dialect;
import vadra.bench.server.Processes;
import vadra.bench.server.Target;

/** All clients of a load, on one event loop, and what they have heard. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // What fails to connect tries again, and is missed when the crowd is counted.
final class Crowd implements AutoCloseable {
    private static final int SPEAKERS = 100;
    private static final int CONNECTING_AT_ONCE = 200;
    /** As clients are told to do it: not at once, and not all at the same time. */
    private static final long AGAIN_AFTER_MS = 500;

    private final Target target;
    private final Dialect dialect;
    private final String headers;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Client> clients = Collections.synchronizedList(new ArrayList<>());
    private final Inflated inflated = new Inflated();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final Histogram latency = new Histogram(60_000_000_000L, 3);
    private volatile long delivered;
    private volatile boolean over;
    private long bytes;
    private long measuringFrom = Long.MAX_VALUE;
    private Runnable onDelivered = () -> {};
    private Consumer<String> onAnswered = line -> {};

    /**
     * An empty crowd.
     *
     * @param headers further lines of the handshake, each with its line break
     */
    Crowd(Target target, String headers) {
        this.target = target;
        this.dialect = target.dialect();
        this.headers = headers;
    }

    /** Opens clients, a few hundred at a time, and waits until each is in its room. */
    void open(List<Dialect.Seat> seats) {
        open(seats, CONNECTING_AT_ONCE, 120);
    }

    /** Opens clients, so many at a time, and waits until each is in its room, at most so many seconds. */
    void open(List<Dialect.Seat> seats, int atOnce, int seconds) {
        int before = inside.get();
        for (int i = 0; i < seats.size(); i++) {
            var client = new Client(this, clients.size(), seats.get(i));
            clients.add(client);
            connect(client);
            while (i - (inside.get() - before) >= atOnce) {
                Processes.pause(1);
            }
        }
        await(() -> inside.get() - before >= seats.size(), seconds, "all clients in their rooms");
    }

    private void connect(Client client) {
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                // A cut is a cut, and leaves no port behind that has to wait a minute.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(client);
                    }
                })
                .connect(target.url().getHost(), target.url().getPort())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        failed(client);
                    }
                });
    }

    /** A client did not get in: another takes its place a little later. */
    void failed(Client client) {
        if (over) {
            return;
        }
        retries.incrementAndGet();
        long after = AGAIN_AFTER_MS + ThreadLocalRandom.current().nextLong(AGAIN_AFTER_MS);
        loop.schedule(
                () -> {
                    var again = new Client(this, client.number(), client.seat());
                    clients.set(client.number(), again);
                    connect(again);
                },
                after,
                TimeUnit.MILLISECONDS);
    }

    /** Waits for something, as long as it may take. */
    static void await(BooleanSupplier done, int seconds, String what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited " + seconds + " s in vain for " + what);
            }
            Processes.pause(2);
        }
    }

    void entered(Client client) {
        inside.incrementAndGet();
    }

    void closed(int code) {
        refused("close code " + code);
    }

    /** Something did not go as it should; the first is shown, all are counted. */
    void refused(String what) {
        if (failures.getAndIncrement() == 0 && !over) {
            System.out.println("a client got: " + what);
        }
    }

    void received(int length) {
        bytes += length;
    }

    ByteBuf inflated(ByteBuf compressed) {
        return inflated.of(compressed);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    void delivered(long stamp) {
        delivered++;
        if (stamp > measuringFrom) {
            latency.recordValue(Math.min(System.nanoTime() - stamp, 59_000_000_000L));
        }
        onDelivered.run();
    }

    void answered(String line) {
        if (dialect.isRefusal(line)) {
            refused(line);
        }
        onAnswered.accept(line);
    }

    /** From now on, what is said is measured; what was measured before is forgotten. */
    void measure() {
        loop.submit(() -> {
                    latency.reset();
                    bytes = 0;
                    measuringFrom = System.nanoTime();
                })
                .syncUninterruptibly();
    }

    /** What was measured since the last time, and how many bytes came meanwhile. */
    Heard take() {
        return loop.submit(() -> {
                    var heard = new Heard(latency.copy(), delivered, bytes);
                    latency.reset();
                    bytes = 0;
                    return heard;
                })
                .syncUninterruptibly()
                .getNow();
    }

    /**
     * What a crowd has heard.
     *
     * @param latency from saying to hearing, in nanoseconds
     * @param delivered all deliveries so far
     * @param bytes that came in frames while the latency was measured
     */
    record Heard(Histogram latency, long delivered, long bytes) {
        double ms(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** On the crowd's loop: what to do after each delivery. */
    void onDelivered(Runnable then) {
        onDelivered = then;
    }

    /** On the crowd's loop: what to do with a line that delivers nothing, such as an ack. */
    void onAnswered(Consumer<String> then) {
        onAnswered = then;
    }

    EventLoopGroup loop() {
        return loop;
    }

    List<Client> clients() {
        return clients;
    }

    long delivered() {
        return delivered;
    }

    /** How often a client was refused or closed. */
    int failures() {
        return failures.get();
    }

    /** How often a client had to try again to get in. */
    int retries() {
        return retries.get();
    }

    Dialect dialect() {
        return dialect;
    }

    /** The first client of each room; it may speak. */
    List<Client> speakers(int rooms, int each) {
        return IntStream.range(0, rooms)
                .mapToObj(room -> clients.get(room * each))
                .toList();
    }

    /** Seats for so many in each of so many rooms, which are made; the first of each may speak. */
    static List<Dialect.Seat> seats(Target target, int rooms, int each) {
        var speakers = target.speakers(Math.min(rooms, SPEAKERS));
        var seats = new ArrayList<Dialect.Seat>();
        for (int room = 0; room < rooms; room++) {
            var name = "bench-" + rooms + "-" + room;
            target.room(name);
            for (int seat = 0; seat < each; seat++) {
                seats.add(new Dialect.Seat(name, seat == 0 ? speakers.get(room % speakers.size()) : ""));
            }
        }
        return seats;
    }

    URI url() {
        return target.url();
    }

    String headers() {
        return headers;
    }

    @Override
    public void close() {
        over = true;
        clients.forEach(Client::cut);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
