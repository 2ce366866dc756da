package vadra.rumour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.PostId;
import vadra.core.RoomId;
import vadra.velocity.Kernel;
import vadra.velocity.Level;
import vadra.velocity.LevelChange;
import vadra.velocity.Occurrence;
import vadra.velocity.Scale;
import vadra.velocity.Topic;

/**
 * What is counted of one claim. Pure: the same mentions in the same order give the same state.
 *
 * <p>Bounds: {@value Carriers#MAX} distinct carriers, the first mention and the newest {@value #MAX_MENTIONS}, {@value
 * #MAX_ROOMS} rooms, {@value #MAX_BRIDGES} bridges.
 */
final class Tally {
    static final int MAX_MENTIONS = 2_000;
    static final int MAX_ROOMS = 64;
    static final int MAX_BRIDGES = 100;
    /** After so long without a mention a calm claim stays calm, and need not be looked at. */
    static final Duration QUIET = Duration.ofMinutes(41);

    /** The highest level first, and then what was said last. */
    static final Comparator<Tally> HIGHEST_FIRST = Comparator.comparing(Tally::level)
            .reversed()
            .thenComparing(tally -> tally.last == null ? Instant.MIN : tally.last, Comparator.reverseOrder())
            .thenComparing(tally -> tally.claim.slug());

    private static final int BEST = 5;

    private final Topic topic;
    private final Carriers carriers;
    private final Minutes minutes = new Minutes();
    private final LinkedHashMap<PostId, Mention> mentions = new LinkedHashMap<>();
    private final Map<RoomId, InRoom> rooms = new LinkedHashMap<>();
    private final Map<MemberId, RoomId> lastRoom = new HashMap<>();
    private final List<Spread.Bridge> bridges = new ArrayList<>();
    private Claim claim;
    private Minutes.Stances stances = Minutes.Stances.NONE;
    private @Nullable Mention first;
    private @Nullable Instant last;
    private @Nullable Instant levelSince;

    private static final class InRoom {
        private final Instant firstAt;
        private final Set<MemberId> carriers = new HashSet<>();
        private int mentions;

        InRoom(Instant firstAt) {
            this.firstAt = firstAt;
        }
    }

    Tally(Claim claim) {
        this.claim = claim;
        this.topic = new Topic(claim.namedAt().toEpochMilli(), Kernel.LIVE_CHAT);
        this.carriers = new Carriers(claim.salt());
    }

    Claim claim() {
        return claim;
    }

    /** The claim under another title or standing; what it looks for is the same. */
    void claim(Claim changed) {
        claim = changed;
    }

    /** Counts a mention; one that was counted before changes nothing. */
    void mention(Count.Said said, Optional<Mention.From> from) {
        var post = said.place().post();
        if (mentions.containsKey(post) || !topic.add(occurrence(said))) {
            return;
        }
        var author = said.place().author();
        var bridge = rooms.containsKey(said.room()) ? Optional.<RoomId>empty() : origin(author, from);
        var mention = new Mention(
                post,
                said.room(),
                said.at(),
                carriers.number(author),
                said.stance(),
                said.staff(),
                from,
                said.place().depth(),
                Mention.Answers.NONE,
                said.html());
        enter(said, bridge, mention.carrier());
        stances = stances.plus(said.stance());
        minutes.add(said.at(), author, said.stance(), usual());
        first = first == null ? mention : first;
        last = last == null || said.at().isAfter(last) ? said.at() : last;
        mentions.put(post, mention);
        if (mentions.size() > MAX_MENTIONS) {
            mentions.remove(mentions.keySet().iterator().next());
        }
        from.filter(one -> one.edge() == Mention.Edge.LINK)
                .ifPresent(one -> mentions.computeIfPresent(one.post(), (id, linked) -> linked.linked()));
    }

    private static Occurrence occurrence(Count.Said said) {
        var parent = said.place().parent();
        return new Occurrence(
                said.at().toEpochMilli(),
                said.place().author(),
                said.room(),
                said.place().post(),
                parent == null ? said.linked().map(Places.Place::post).orElse(null) : parent.post(),
                said.place().depth(),
                said.kind(),
                said.stance());
    }

    private Minutes.Usual usual() {
        return new Minutes.Usual(topic.usualPerMinute(), topic.unusualPerMinute());
    }

    /** From which room a claim came into a new one: that of the post it came from, or where its carrier last said it. */
    private Optional<RoomId> origin(MemberId author, Optional<Mention.From> from) {
        return from.flatMap(one -> Optional.ofNullable(mentions.get(one.post())))
                .map(Mention::room)
                .or(() -> Optional.ofNullable(lastRoom.get(author)));
    }

    private void enter(Count.Said said, Optional<RoomId> from, int carrier) {
        var author = said.place().author();
        if (rooms.size() < MAX_ROOMS || rooms.containsKey(said.room())) {
            var room = rooms.computeIfAbsent(said.room(), fresh -> new InRoom(said.at()));
            room.mentions++;
            if (room.carriers.size() < Carriers.MAX) {
                room.carriers.add(author);
            }
        }
        if (carrier != 0) {
            lastRoom.put(author, said.room());
        }
        if (from.isPresent() && !from.get().equals(said.room()) && bridges.size() < MAX_BRIDGES) {
            bridges.add(new Spread.Bridge(said.place().post(), from.get(), said.room(), said.at(), carrier));
        }
    }

    /** A mention got an answer. */
    void answered(PostId post, boolean doubting) {
        mentions.computeIfPresent(post, (id, mention) -> mention.answered(doubting));
    }

    /** A mention was written anew, or withdrawn when the words are empty. */
    void rewritten(PostId post, String html) {
        mentions.computeIfPresent(post, (id, mention) -> mention.saying(html));
    }

    /** Whether its level may move by the passing of time. */
    boolean isBusy(Instant at) {
        return topic.level() != Level.CALM || (last != null && !last.plus(QUIET).isBefore(at));
    }

    /** Lets the level follow. */
    Optional<Evidence> tick(Instant at, Scale scale) {
        return topic.tick(at.toEpochMilli(), scale).map(change -> {
            levelSince = at;
            return evidence(at, change);
        });
    }

    /** Why it has its level, at a moment. */
    Evidence evidence(Instant at, Scale scale) {
        return evidence(at, topic.standing(at.toEpochMilli(), scale));
    }

    private Evidence evidence(Instant at, LevelChange change) {
        var posts = new LinkedHashSet<PostId>();
        Optional.ofNullable(first).map(Mention::post).ifPresent(posts::add);
        posts.addAll(best(Mention.Answers::shared, 2));
        posts.addAll(best(Mention.Answers::doubting, 2));
        return new Evidence(change, reading(at), List.copyOf(posts));
    }

    Level level() {
        return topic.level();
    }

    Reading reading(Instant at) {
        return new Reading(
                at,
                topic.reading(at.toEpochMilli()),
                Optional.ofNullable(levelSince),
                carriers.count(),
                stances,
                0,
                Optional.ofNullable(first).map(mention -> new Reading.First(mention.post(), mention.at())),
                Optional.ofNullable(last));
    }

    List<Minutes.Minute> minutes() {
        return minutes.all();
    }

    /** Newest first. */
    List<Mention> mentions() {
        var newest = new ArrayList<>(mentions.values());
        Collections.reverse(newest);
        return newest;
    }

    Optional<MemberId> carrier(int number) {
        return carriers.member(number);
    }

    Spread spread(Instant at) {
        var nodes = new ArrayList<>(mentions.values());
        if (first != null && !mentions.containsKey(first.post())) {
            nodes.set(0, first);
        }
        return new Spread(
                at,
                stances.all(),
                nodes,
                rooms.entrySet().stream()
                        .map(room -> new Spread.InRoom(
                                room.getKey(),
                                room.getValue().firstAt,
                                room.getValue().carriers.size(),
                                room.getValue().mentions))
                        .toList(),
                bridges,
                Optional.ofNullable(first).map(Mention::post),
                best(Mention.Answers::shared, BEST),
                best(Mention.Answers::doubting, BEST));
    }

    private List<PostId> best(java.util.function.ToIntFunction<Mention.Answers> by, int most) {
        return mentions.values().stream()
                .filter(mention -> by.applyAsInt(mention.answers()) > 0)
                .sorted(Comparator.<Mention>comparingInt(mention -> -by.applyAsInt(mention.answers()))
                        .thenComparing(Mention::at))
                .limit(most)
                .map(Mention::post)
                .toList();
    }

    /** The whole state of its figures, as bytes. */
    byte[] state() {
        return topic.state();
    }
}
