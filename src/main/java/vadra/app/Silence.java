package vadra.app;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * Closes a connection to PostgreSQL of which nothing was heard for as long as its options allow.
 *
 * <p>The client's own way to close says goodbye and waits for PostgreSQL to hang up, which over a link that swallows all it
 * never does: whoever waits on the connection would wait for ever. So this stands before the client's handlers, where a
 * close is a close.
 */
final class Silence extends ChannelInboundHandlerAdapter {
    private Silence() {}

    /** Watches a fresh connection whose options have a read idle timeout. */
    static void watch(SqlConnection connection) {
        var socket = ((SocketConnectionBase)
                        ((SqlConnectionInternal) connection).unwrap().unwrap())
                .socket();
        var pipeline = socket.channelHandlerContext().pipeline();
        var idle = pipeline.context(IdleStateHandler.class);
        pipeline.addAfter(idle.name(), "silence", new Silence());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var unused = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }
}
