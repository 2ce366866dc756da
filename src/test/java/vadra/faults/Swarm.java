package vadra.faults;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import vadra.it.Wait;

/**
 * Thousands of listeners, each no more than a socket and a place in a room's log. Each comes back by itself, to the next
 * node, and sees to it that nothing is missed or doubled; what is wrong is told by {@link #wrongs}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Who cannot connect comes again.
public final class Swarm implements AutoCloseable {
    private static final int AT_ONCE = 100;
    private static final int MOST_WRONGS = 20;
    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<URI> nodes;
    private final List<String> rooms;
    private final List<String> tokens;
    private final List<Seat> seats = new ArrayList<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final ConcurrentHistogram latency = new ConcurrentHistogram(MAX_NANOS, 3);
    private volatile boolean over;

    /**
     * Prepares a swarm.
     *
     * @param nodes that its listeners are spread over
     * @param rooms that they are spread over
     * @param tokens of members; every fourth listener is one of them, the others are guests
     */
    public Swarm(List<URI> nodes, List<String> rooms, List<String> tokens) {
        this.nodes = List.copyOf(nodes);
        this.rooms = List.copyOf(rooms);
        this.tokens = List.copyOf(tokens);
    }

    /** Lets more listeners in, and waits until each is in its room. */
    @CanIgnoreReturnValue
    public List<Seat> open(int count) {
        var fresh = new ArrayList<Seat>();
        for (int i = 0; i < count; i++) {
            int number = seats.size();
            var token = number % 4 == 0 && !tokens.isEmpty() ? tokens.get(number / 4 % tokens.size()) : "";
            var seat = new Seat(this, number, rooms.get(number % rooms.size()), token);
            seats.add(seat);
            fresh.add(seat);
            connect(seat);
            int before = seats.size() - AT_ONCE;
            Wait.until("there is room at the door", () -> seats.size() - inside() < AT_ONCE || before < 0);
        }
        Wait.until("all are in their rooms", () -> fresh.stream().allMatch(Seat::isInside));
        return fresh;
    }

    void connect(Seat seat) {
        if (over) {
            return;
        }
        var node = nodes.get(seat.nextNode(nodes.size()));
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_RCVBUF, 16 * 1024)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new SeatHandler(seat, node.getAuthority()));
                    }
                })
                .connect(node.getHost(), node.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        again(seat);
                    }
                });
    }

    void again(Seat seat) {
        if (!over) {
            loops.schedule(() -> connect(seat), seat.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void wrong(String what) {
        if (wrongs.size() < MOST_WRONGS) {
            wrongs.add(what);
        }
    }

    void took(long nanos) {
        latency.recordValue(Math.min(Math.max(0, nanos), MAX_NANOS));
    }

    /** Skips, doubles, and reloads where none was needed; empty is good. */
    public List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    public int inside() {
        return (int) seats.stream().filter(Seat::isInside).count();
    }

    /** Resets every connection at once; each client comes back by itself. */
    public void resetAll() {
        seats.forEach(Seat::reset);
    }

    /** Waits until all are back in their rooms and have heard all; the seconds that it took. */
    @CanIgnoreReturnValue
    public double reach(Map<String, Long> tops, Duration patience) {
        long begun = System.nanoTime();
        Wait.until(
                "all have heard all",
                patience,
                () -> seats.stream()
                        .allMatch(seat -> seat.isInside() && seat.offset() >= tops.getOrDefault(seat.room(), 0L)));
        return (System.nanoTime() - begun) / 1e9;
    }

    /** How many codes of one kind sockets were closed with. */
    public long closes(int code) {
        return seats.stream()
                .flatMap(seat -> seat.closes().stream())
                .filter(each -> each == code)
                .count();
    }

    /** The 99th percentile of what was heard since the last call, milliseconds from its sending. */
    public double p99() {
        double millis = latency.getValueAtPercentile(99) / 1e6;
        latency.reset();
        return millis;
    }

    @Override
    public void close() {
        over = true;
        seats.forEach(Seat::reset);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
