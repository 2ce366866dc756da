package vadra.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import vadra.live.Hub;

/** A hub's thread, which is an event loop. */
record VertxLoop(Vertx vertx, Context context) implements Hub.Loop {
    @Override
    public void execute(Runnable turn) {
        context.runOnContext(unused -> turn.run());
    }

    /** To the millisecond, which is what Vert.x's timers know; called on the loop, where it also runs. */
    @Override
    public void after(long nanos, Runnable turn) {
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> turn.run());
    }
}
