package vadra.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Takes a channel from Vert.x and gives it to a handler of ours. Beside a cast this is all that the server knows of the
 * insides of Vert.x: that the channel of an upgraded request is still a pipeline, whose last handler is Vert.x's.
 */
final class Takeover {
    private Takeover() {}

    /**
     * Leaves nothing on the channel but TLS and our handler. To Vert.x the connection ends here, so that its figures and
     * its idle timers do too. Must be called on the event loop, in the turn in which the upgrade was answered: what the
     * peer sends next is ours to read.
     */
    static void take(NetSocket upgraded, WebSocket ours) throws Exception {
        ChannelHandlerContext vertx = ((NetSocketInternal) upgraded).channelHandlerContext();
        ChannelPipeline pipeline = vertx.pipeline();
        if (!vertx.channel().eventLoop().inEventLoop() || pipeline.lastContext() != vertx) {
            throw new IllegalStateException("the channel is not laid out as it was: " + pipeline.names());
        }
        pipeline.addLast("websocket", ours);
        ((ChannelInboundHandler) vertx.handler()).channelInactive(vertx);
        for (var handler : pipeline.toMap().values()) {
            if (handler != ours && !(handler instanceof SslHandler)) {
                pipeline.remove(handler);
            }
        }
    }
}
