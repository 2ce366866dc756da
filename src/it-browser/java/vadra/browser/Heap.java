package vadra.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;

/**
 * What a page holds on to, after what it does not hold on to was collected.
 *
 * @param bytes of scripts' objects
 * @param nodes in its documents
 * @param listeners of events
 */
record Heap(double bytes, double nodes, double listeners) {
    static Heap of(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("Performance.enable");
        session.send("HeapProfiler.enable");
        for (int n = 0; n < 3; n++) {
            session.send("HeapProfiler.collectGarbage");
        }
        var metrics = session.send("Performance.getMetrics").getAsJsonArray("metrics").asList().stream()
                .map(JsonObject.class::cast)
                .toList();
        session.detach();
        return new Heap(
                metric(metrics, "JSHeapUsedSize"), metric(metrics, "Nodes"), metric(metrics, "JSEventListeners"));
    }

    private static double metric(Iterable<JsonObject> metrics, String name) {
        for (var one : metrics) {
            if (one.get("name").getAsString().equals(name)) {
                return one.get("value").getAsDouble();
            }
        }
        throw new IllegalStateException(name);
    }
}
