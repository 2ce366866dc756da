package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import vadra.admissions.Admissions;
import vadra.api.Attended;
import vadra.api.Entrances;
import vadra.api.People;
import vadra.api.Services;
import vadra.blogs.Roof;
import vadra.channels.DirectPulse;
import vadra.channels.MarkSignals;
import vadra.channels.NamedLog;
import vadra.channels.Pulse;
import vadra.channels.RoomNames;
import vadra.channels.Typing;
import vadra.channels.Whispers;
import vadra.circles.Circles;
import vadra.community.CommunityService;
import vadra.community.ControlEvent;
import vadra.contacts.Contacts;
import vadra.core.Recorded;
import vadra.direct.Conversations;
import vadra.direct.Direct;
import vadra.direct.PgConversations;
import vadra.disclosure.PgDisclosure;
import vadra.discussion.PgEventLog;
import vadra.discussion.RoomReader;
import vadra.discussion.RoomService;
import vadra.docket.Docket;
import vadra.door.Csrf;
import vadra.door.Health;
import vadra.door.RateLimits;
import vadra.holding.Holding;
import vadra.invitations.Invitations;
import vadra.keys.Keys;
import vadra.kindred.Kindred;
import vadra.leaving.Leaving;
import vadra.live.Fanout;
import vadra.live.LogTail;
import vadra.live.Presence;
import vadra.live.Publication;
import vadra.marks.ReadMarks;
import vadra.mentions.Mentions;
import vadra.moving.Moving;
import vadra.moving.Own;
import vadra.oidc.Embedding;
import vadra.oidc.OutsideSignIn;
import vadra.openness.HouseRules;
import vadra.openness.Openness;
import vadra.openness.RuleBook;
import vadra.outside.Addresses;
import vadra.outside.IssuerClient;
import vadra.outside.PageReader;
import vadra.parts.Parts;
import vadra.parts.Quoting;
import vadra.previews.Previews;
import vadra.profiles.Profiles;
import vadra.qa.Attention;
import vadra.qa.Sittings;
import vadra.questions.Questions;
import vadra.rumour.RumourService;
import vadra.search.Search;
import vadra.wire.EventJson;

/** Makes the parts of the server and introduces them to each other. Nothing else knows who is who. */
record Wiring(
        Vertx vertx,
        Pool pool,
        Neighbours neighbours,
        Settings settings,
        PrometheusMeterRegistry metrics,
        CommonClock clock) {
    /**
     * Makes all parts.
     *
     * @param thread where the log is followed and claims are counted
     */
    Future<Made> services(Executor thread) {
        var openness = Openness.of(pool, clock);
        return openness.rules()
                .announce(HouseRules.load(Path.of("config"), List.of("sv", "en")))
                .compose(done -> PgEventLog.open(pool, new EventJson()))
                .map(log -> services(thread, log, openness));
    }

    /** The services, and what is behind the desk. */
    record Made(Services services, DeskWiring desk) {}

    /** What the other parts stand on. */
    private record Ground(
            CommunityService community,
            Moving moving,
            RoomReader reader,
            Search search,
            RoomNames names,
            Presence presence,
            Fanout fanout,
            Pulse pulse,
            Whispers whispers) {}

    private Ground ground(Openness openness, Executor thread) {
        var reader = new RoomReader(pool, clock, UUID::randomUUID);
        var names = new RoomNames(reader);
        var presence = new Presence();
        var fanout = new Fanout();
        var pulse = new Pulse(fanout, presence, names, openness.rules());
        var whispers = new Whispers(fanout, neighbours.hints(), thread);
        var search = new Search(pool, reader, UUID::randomUUID);
        var community = community(openness.rules());
        return new Ground(community, moving(community), reader, search, names, presence, fanout, pulse, whispers);
    }

    private Made services(Executor thread, PgEventLog log, Openness openness) {
        var ground = ground(openness, thread);
        var names = ground.names();
        var desk = new DeskWiring(new DeskWiring.Ground(vertx, pool, log, names, thread), settings, clock);
        var questions = Questions.of(pool, clock, UUID::randomUUID, ground.reader());
        var news = new SourceNews(new Quoting(pool), ground.pulse());
        var followers = followers(ground, desk.rumours(), questions, news);
        var tail = tail(new NamedLog(log, names), thread, ground.pulse(), followers);
        var rooms = talk(clock, ground.community(), tail);
        var talk = new Talk(log, tail, rooms, direct(thread, ground));
        return new Made(services(talk, ground, openness, questions, desk), desk);
    }

    /** The road of what is said: where it goes in, the log, and what follows the log. */
    private record Talk(PgEventLog log, LogTail tail, RoomService rooms, Private direct) {}

    /** Private conversations, and who tells of them. */
    private record Private(Direct direct, DirectPulse pulse) {}

    private Private direct(Executor thread, Ground ground) {
        var reader = new PgConversations(pool);
        var told = new DirectPulse(reader, ground.fanout(), neighbours.hints(), thread);
        var conversations = new Conversations(pool, UUID::randomUUID, ground.community()::known, told::changed);
        return new Private(new Direct(conversations, reader), told);
    }

    private Services services(Talk talk, Ground ground, Openness openness, Questions questions, DeskWiring desk) {
        return new Services(
                ground.community(),
                openness,
                new PgDisclosure(pool, System::nanoTime),
                Docket.of(pool),
                new Admissions(pool, UUID::randomUUID),
                ground.reader(),
                talk.rooms(),
                new Parts(pool, ground.moving().roof().media()::sizes, previews(), clock),
                ground.search(),
                new Holding(pool, talk.rooms()),
                questions,
                new Sittings(pool, clock, UUID::randomUUID),
                new Attention(pool, clock),
                ground.moving(),
                people(talk, ground, ground.moving(), questions),
                entrances(),
                desk.rumours(),
                desk.desk(),
                talk.log(),
                talk.tail(),
                ground.pulse(),
                ground.presence(),
                ground.names(),
                limits(),
                new Csrf(settings.publicUrl()),
                health(),
                clock);
    }

    private Previews previews() {
        return new Previews(
                pool,
                new PageReader(vertx, new Addresses(vertx, settings.outside().loopback())),
                clock);
    }

    private People people(Talk talk, Ground ground, Moving moving, Questions questions) {
        var profiles = new Profiles(pool, moving.roof().media(), clock);
        var house = new Own.Setting(settings.publicUrl(), clock);
        return new People(
                profiles,
                new Contacts(pool, clock),
                new Leaving(pool),
                new Circles(pool, UUID::randomUUID),
                new Kindred(pool),
                talk.direct().direct(),
                talk.direct().pulse(),
                NotificationRounds.notifications(vertx, pool, settings, clock),
                new Own(vertx, pool, moving, profiles, ground.community(), house),
                Keys.of(
                        vertx,
                        pool,
                        clock,
                        UUID::randomUUID,
                        new Keys.Rules(
                                ground.community().credentials(),
                                settings.signIn().staffMust())),
                attended(ground, questions));
    }

    private Entrances entrances() {
        return new Entrances(
                new Invitations(pool, UUID::randomUUID),
                settings.entry()
                        .issuer()
                        .map(issuer -> new OutsideSignIn(issuer, new IssuerClient(vertx), pool, clock)),
                new Embedding(settings.entry().host(), pool, clock),
                settings.entry().byInvitation());
    }

    private Attended attended(Ground ground, Questions questions) {
        return new Attended(
                new ReadMarks(pool),
                new MarkSignals(ground.whispers()),
                new Mentions(pool),
                new Typing(ground.whispers(), ground.presence(), questions.pseudonyms()));
    }

    private LogTail tail(NamedLog log, Executor thread, Pulse pulse, BiConsumer<Recorded, Publication> follow) {
        return new LogTail(log, neighbours.hints(), thread, pulse::encoded, follow);
    }

    /** Who gets what happened, as the log grows. */
    private static BiConsumer<Recorded, Publication> followers(
            Ground ground, RumourService rumours, Questions questions, SourceNews news) {
        return (recorded, encoded) -> {
            if (recorded.event() instanceof ControlEvent event) {
                ground.community().happened(event);
            } else {
                ground.pulse().event(encoded);
                rumours.onRecorded(recorded);
                questions.outcomes().happened(recorded);
                ground.search().watch().happened(recorded);
                news.happened(recorded.event());
            }
        };
    }

    private CommunityService community(RuleBook rules) {
        return CommunityService.of(
                vertx,
                pool,
                new CommunityService.Setting(
                        clock,
                        UUID::randomUUID,
                        () -> rules.inForce().version(),
                        new CommunityService.SigningIn(
                                settings.signIn().weak(), settings.signIn().staffMust())));
    }

    private Moving moving(CommunityService community) {
        var ground = new Roof.Ground(new EventJson(), clock, UUID::randomUUID, community::known);
        return new Moving(vertx, pool, Roof.of(vertx, pool, ground), clock);
    }

    /** The service that takes what is said, by a clock. */
    RoomService talk(Clock byClock, CommunityService community, LogTail tail) {
        return new RoomService(pool, new EventJson(), byClock, UUID::randomUUID, community::known, tail::committed);
    }

    private Health health() {
        return new Health(metrics, () -> pool.query("SELECT 1").execute());
    }

    private RateLimits limits() {
        return new RateLimits(
                new RateLimits.Limits(settings.joinsPerHour(), settings.signInsPerMinute(), settings.writes()));
    }
}
