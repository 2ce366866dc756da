package vadra.faults;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One listener of a {@link Swarm}: its room, how far it has heard, and its connection, one after another. */
public final class Seat {
    /** Stands before the nanoseconds at which a text was sent. */
    public static final char MARK = '^';

    private static final String OFFSET = "\"offset\":";

    private final Swarm swarm;
    private final int number;
    private final String room;
    private final String token;
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private volatile @Nullable Channel channel;
    private volatile boolean inside;
    private volatile long offset = -1;
    private String epoch = "";
    private int moves;

    Seat(Swarm swarm, int number, String room, String token) {
        this.swarm = swarm;
        this.number = number;
        this.room = room;
        this.token = token;
    }

    int nextNode(int nodes) {
        return Math.floorMod(number + moves++, nodes);
    }

    /** How long it waits before it connects again. */
    Duration patience() {
        return Duration.ofMillis(50L + ThreadLocalRandom.current().nextInt(300));
    }

    /** What it says first. */
    String hello() {
        var connect = new JsonObject();
        if (!token.isEmpty()) {
            connect.put("token", token);
        }
        var subscribe = new JsonObject().put("channel", "room:" + room);
        if (offset >= 0) {
            subscribe.put("recover", true).put("epoch", epoch).put("offset", offset);
        }
        return new JsonObject().put("id", 1).put("connect", connect).encode()
                + "\n"
                + new JsonObject().put("id", 2).put("subscribe", subscribe).encode();
    }

    void opened(Channel on) {
        channel = on;
    }

    /** Takes a line; what to answer, or null. */
    @Nullable
    String line(String line) {
        if (line.equals("{}")) {
            return line;
        }
        if (line.startsWith("{\"push\":")) {
            int at = line.lastIndexOf(OFFSET);
            if (at > 0 && line.contains("\"pub\"") && line.endsWith("}}}")) {
                heard(Long.parseLong(line.substring(at + OFFSET.length(), line.length() - 3)));
                measure(line);
            }
        } else {
            reply(new JsonObject(line));
        }
        return null;
    }

    private void reply(JsonObject reply) {
        if (reply.containsKey("error")) {
            // Busy, or its database is away: come again.
            reset();
        } else if (reply.containsKey("subscribe")) {
            var start = reply.getJsonObject("subscribe");
            if (start.getBoolean("recovered", false)) {
                start.getJsonArray("publications").forEach(missed -> heard(((JsonObject) missed).getLong("offset")));
            } else if (offset >= 0) {
                swarm.wrong(number + " had to load anew at " + offset);
            }
            epoch = start.getString("epoch");
            offset = start.getLong("offset");
            inside = true;
        }
    }

    private void heard(long next) {
        if (next != offset + 1) {
            swarm.wrong(number + " in " + room + " heard " + next + " after " + offset);
        }
        offset = next;
    }

    private void measure(String line) {
        int mark = line.indexOf(MARK);
        if (mark > 0) {
            int end = mark + 1;
            while (Character.isDigit(line.charAt(end))) {
                end++;
            }
            swarm.took(System.nanoTime() - Long.parseLong(line.substring(mark + 1, end)));
        }
    }

    void closed(int code) {
        closes.add(code);
    }

    void gone() {
        inside = false;
        swarm.again(this);
    }

    /** Reads nothing any more, so that its window fills; or reads again. */
    public void reads(boolean on) {
        var open = channel;
        if (open != null) {
            open.config().setAutoRead(on);
        }
    }

    /** Resets the connection. */
    @SuppressWarnings("FutureReturnValueIgnored") // It is gone, which is what was wanted.
    public void reset() {
        var open = channel;
        if (open != null) {
            inside = false;
            try {
                open.config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException closedAlready) {
                return;
            }
            open.close();
        }
    }

    /** Whether it listens now. */
    public boolean isInside() {
        return inside;
    }

    /** How far it has heard. */
    public long offset() {
        return offset;
    }

    String room() {
        return room;
    }

    /** With which codes its sockets were closed. */
    public List<Integer> closes() {
        return closes;
    }
}
