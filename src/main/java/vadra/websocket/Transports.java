package vadra.websocket;

import io.vertx.core.transport.Transport;
import java.util.stream.Stream;

/** How sockets are read and written. */
public final class Transports {
    private Transports() {}

    /**
     * The cheapest transport that this machine allows: io_uring, which hands a thousand writes to the kernel in one call
     * and is forbidden in many containers, else epoll, else the JDK's.
     */
    public static Transport best() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL)
                .filter(transport -> transport != null && transport.available())
                .findFirst()
                .orElse(Transport.NIO);
    }
}
