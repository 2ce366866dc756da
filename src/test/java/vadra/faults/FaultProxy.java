package vadra.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A network that can be made to fail: it passes TCP on to a port of this machine, and each of its connections can be
 * cut, reset, half closed, slowed, delayed or made to swallow all in silence. At most {@value #MAX_PIPES} connections; further
 * ones are closed at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What cannot be connected or closed is gone.
public final class FaultProxy implements AutoCloseable {
    static final int MAX_PIPES = 8_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final int target;
    private final Channel door;
    private volatile boolean refusing;
    private volatile Duration latency = Duration.ZERO;

    /**
     * Opens a proxy on a port of its own.
     *
     * @param target the port that it leads to
     */
    public FaultProxy(int target) {
        this.target = target;
        this.door = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel near) {
                        open(near);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    private void open(Channel near) {
        if (refusing || pipes.size() >= MAX_PIPES) {
            near.close();
            return;
        }
        var bootstrap = new Bootstrap()
                .group(near.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel far) {
                        var pipe = new Pipe(near, far, () -> latency);
                        pipes.add(pipe);
                        near.closeFuture().addListener(closed -> pipes.remove(pipe));
                    }
                });
        bootstrap.connect("127.0.0.1", target).addListener(connected -> {
            if (!connected.isSuccess()) {
                near.close();
            }
        });
    }

    public int port() {
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The connections that are open now. */
    public List<Pipe> pipes() {
        return List.copyOf(pipes);
    }

    /** One of them by chance. */
    public Optional<Pipe> any(Random random) {
        var all = pipes();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** Resets all that are open, as a router does that restarts. */
    public void resetAll() {
        pipes().forEach(Pipe::reset);
    }

    /** Whether new connections are closed at once. */
    public void refuse(boolean now) {
        refusing = now;
    }

    /** How much later everything arrives from now on, in each direction. */
    public void delay(Duration by) {
        latency = by;
    }

    @Override
    public void close() {
        door.close().syncUninterruptibly();
        pipes().forEach(Pipe::cut);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
