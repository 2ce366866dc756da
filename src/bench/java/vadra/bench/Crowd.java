package vadra.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** All clients of a load, on one event loop, and what they have heard. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to connect is missed when the crowd is counted.
final class Crowd implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int MEASURING_ONE_OF = 10;

    private final Target target;
    private final Dialect dialect;
    private final String headers;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Histogram latency = new Histogram(60_000_000_000L, 3);
    private volatile long delivered;
    private volatile long acked;
    private long measuringFrom = Long.MAX_VALUE;
    private Runnable onDelivered = () -> {};
    private Runnable onAnswered = () -> {};

    Crowd(Target target, String headers) {
        this.target = target;
        this.dialect = target.dialect();
        this.headers = headers;
    }

    /** Opens clients, and waits until each is in its room. */
    void open(List<Client.Place> places) {
        int before = inside.get();
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var client = new Client(this, place.room(), place.token(), i % MEASURING_ONE_OF == 0);
            clients.add(client);
            connect(client);
            while (before + i - inside.get() > CONNECTING_AT_ONCE) {
                VadraTarget.pause(1);
            }
        }
        await(() -> inside.get() - before >= places.size(), 60, "all clients in their rooms");
    }

    private void connect(Client client) {
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(client);
                    }
                })
                .connect(target.url().getHost(), target.url().getPort());
    }

    /** Waits for something, as long as it may take. */
    static void await(java.util.function.BooleanSupplier done, int seconds, String what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited " + seconds + " s in vain for " + what);
            }
            VadraTarget.pause(2);
        }
    }

    void entered(Client client) {
        inside.incrementAndGet();
    }

    void closed(int code) {
        if (closes.getAndIncrement() == 0) {
            System.out.println("a client was closed with " + code);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    void delivered(long stamp) {
        delivered++;
        if (stamp > measuringFrom) {
            latency.recordValue(Math.min(System.nanoTime() - stamp, 59_000_000_000L));
        }
        onDelivered.run();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    void answered(String line) {
        if (dialect.isAck(line)) {
            acked++;
            onAnswered.run();
        } else if (dialect.isRefusal(line) && refusals.getAndIncrement() == 0) {
            System.out.println("a client was refused with " + line);
        }
    }

    /** From now on, what is said is measured; what was measured before is forgotten. */
    void measure() {
        loop.submit(() -> {
                    latency.reset();
                    measuringFrom = System.nanoTime();
                })
                .syncUninterruptibly();
    }

    /** On the crowd's loop: what to do after each delivery. */
    void onDelivered(Runnable then) {
        onDelivered = then;
    }

    /** On the crowd's loop: what to do after acks came. */
    void onAnswered(Runnable then) {
        onAnswered = then;
    }

    EventLoopGroup loop() {
        return loop;
    }

    List<Client> clients() {
        return clients;
    }

    Histogram latency() {
        return latency;
    }

    long delivered() {
        return delivered;
    }

    long acked() {
        return acked;
    }

    Dialect dialect() {
        return dialect;
    }

    URI url() {
        return target.url();
    }

    String headers() {
        return headers;
    }

    @Override
    public void close() {
        clients.forEach(Client::cut);
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
