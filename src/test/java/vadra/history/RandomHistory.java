package vadra.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import vadra.history.History.Step;

/** A history that a faultless server could have had: some clients in some rooms, with lost answers and reconnects. */
final class RandomHistory {
    private static final int MOVES = 250;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, List<String>> logs = new HashMap<>();
    private final List<String> clients = List.of("asta", "bo", "cia", "doc");
    private final List<String> rooms = List.of("kaffe", "te");
    private final Map<String, Deque<Step.Sent>> underWay = new HashMap<>();
    private final Deque<Step.Acked> acks = new ArrayDeque<>();
    private final Map<List<String>, Long> heard = new HashMap<>();
    private int commands;

    private RandomHistory(long seed) {
        random = new Random(seed);
        rooms.forEach(room -> {
            logs.put(room, new ArrayList<>());
            underWay.put(room, new ArrayDeque<>());
        });
    }

    /** What happened, and what the log holds in the end; both may be changed. */
    record Made(List<Step> steps, Map<String, List<String>> logs) {
        Made {
            steps = new ArrayList<>(steps);
            logs = new HashMap<>(logs);
        }
    }

    static Made of(long seed) {
        var history = new RandomHistory(seed);
        for (int move = 0; move < MOVES; move++) {
            history.move(history.any(history.clients), history.any(history.rooms));
        }
        history.end();
        return new Made(history.steps, history.logs);
    }

    private void move(String client, String room) {
        switch (random.nextInt(6)) {
            case 0 -> send(client, room);
            case 1 -> commit(room);
            case 2 -> answer();
            case 3 -> retry(client, room);
            case 4 -> reload(client, room);
            default -> hear(client, room);
        }
    }

    private void send(String client, String room) {
        var sent = new Step.Sent(client, room, "c" + ++commands);
        steps.add(sent);
        waiting(room).add(sent);
    }

    private void commit(String room) {
        var waiting = waiting(room);
        // What is under way together may be committed in any order.
        var sent = random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast();
        if (sent != null) {
            log(room).add(sent.command());
            acks.add(new Step.Acked(
                    sent.client(), room, sent.command(), log(room).size()));
        }
    }

    private void answer() {
        var ack = acks.pollFirst();
        if (ack != null && random.nextInt(5) > 0) {
            steps.add(ack);
        }
    }

    private void retry(String client, String room) {
        var log = log(room);
        if (!log.isEmpty()) {
            int index = random.nextInt(log.size());
            steps.add(new Step.Sent(client, room, log.get(index)));
            steps.add(new Step.Acked(client, room, log.get(index), index + 1));
        }
    }

    private void reload(String client, String room) {
        if (random.nextInt(10) == 0) {
            long top = log(room).size();
            steps.add(new Step.Loaded(client, room, top));
            heard.put(List.of(client, room), top);
        }
    }

    private void hear(String client, String room) {
        var log = log(room);
        int from = Math.toIntExact(heard.getOrDefault(List.of(client, room), 0L));
        int to = Math.min(log.size(), from + 1 + random.nextInt(4));
        for (int index = from; index < to; index++) {
            steps.add(new Step.Heard(client, room, index + 1, log.get(index)));
            heard.put(List.of(client, room), index + 1L);
        }
    }

    private void end() {
        for (var room : rooms) {
            while (!waiting(room).isEmpty()) {
                commit(room);
            }
            for (var client : clients) {
                while (heard.getOrDefault(List.of(client, room), 0L) < log(room).size()) {
                    hear(client, room);
                }
                steps.add(new Step.Stayed(client, room));
            }
        }
    }

    private List<String> log(String room) {
        return Objects.requireNonNull(logs.get(room));
    }

    private Deque<Step.Sent> waiting(String room) {
        return Objects.requireNonNull(underWay.get(room));
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
