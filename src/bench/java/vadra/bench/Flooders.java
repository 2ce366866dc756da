package vadra.bench;

import java.util.BitSet;

/** New accounts, each of which writes anew as soon as it has an answer. All of it happens on the crowd's loop. */
final class Flooders {
    private final Crowd crowd;
    private final String room;
    private final BitSet told = new BitSet();
    private long said;
    private boolean ended;
    private volatile long acked;
    private volatile long refused;
    private volatile long waiting;

    Flooders(Crowd crowd, String room) {
        this.crowd = crowd;
        this.room = room;
    }

    void begin() {
        onLoop(() -> {
            crowd.onAnswered(this::answered);
            for (int who = 0; who < crowd.clients().size(); who++) {
                say(who);
            }
        });
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    private void say(int who) {
        long number = said++ * crowd.clients().size() + who;
        waiting++;
        crowd.clients().get(who).send(crowd.dialect().say(room, "skynda " + number, number));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the one loop, read by others.
    private void answered(String line) {
        boolean accepted = crowd.dialect().isAck(line);
        if (!accepted && !crowd.dialect().isRefusal(line)) {
            return;
        }
        int who = (int) (crowd.dialect().idOf(line) % crowd.clients().size());
        waiting--;
        if (accepted) {
            acked++;
        } else {
            refused++;
            if (line.contains("retryAfterMs")) {
                told.set(who);
            }
        }
        if (!ended) {
            say(who);
        }
    }

    /** Writes no more, and waits for what is on its way. */
    void end() {
        onLoop(() -> ended = true);
        Crowd.await(() -> waiting == 0, 20, "the flood's last answers");
    }

    long acked() {
        return acked;
    }

    long refused() {
        return refused;
    }

    /** How many accounts were told when to come back. */
    int told() {
        return told.cardinality();
    }

    private void onLoop(Runnable work) {
        crowd.loop().submit(work).syncUninterruptibly();
    }
}
