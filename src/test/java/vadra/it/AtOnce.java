package vadra.it;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets many do something in one moment: each has a thread of their own, and all of them wait for the last. */
public final class AtOnce {
    private AtOnce() {}

    /** What came of it, in the order of the people. */
    @CanIgnoreReturnValue
    public static <T> List<T> all(int people, IntFunction<T> act) {
        var threads = Executors.newFixedThreadPool(people);
        var start = new CountDownLatch(people);
        try {
            var under = IntStream.range(0, people)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> {
                                start.countDown();
                                await(start);
                                return act.apply(n);
                            },
                            threads))
                    .toList();
            return under.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
