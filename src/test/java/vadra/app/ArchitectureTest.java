package vadra.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the rooms of the code may know of each other and of the world, as in {@code docs/ARCHITECTURE.md}. */
@AnalyzeClasses(packages = "vadra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> IN_APP = resideInAPackage("vadra.app");
    private static final DescribedPredicate<JavaClass> IN_REPLAY = resideInAPackage("vadra.replay");
    /** All that stands between a wire and the rooms behind it. */
    private static final DescribedPredicate<JavaClass> AT_THE_EDGE = resideInAnyPackage(
            "vadra.[web|routes|entryroutes|peopleroutes|pages|ownpages|embedpages|socket|api|door|channels|peoplewire|wire]");

    private static final DescribedPredicate<JavaClass> HTTP = resideInAnyPackage(
                    "io.vertx.core.http..", "io.vertx.ext.web..", "io.vertx.openapi..")
            // The database's pool borrows it.
            .and(equivalentTo(ConnectionPoolTooBusyException.class).negate())
            .as("are of HTTP");
    private static final DescribedPredicate<JavaClass> NAMED_PG =
            describe("are named Pg…", type -> outermost(type).getSimpleName().startsWith("Pg"));
    private static final DescribedPredicate<JavaClass> SQL =
            resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..");
    private static final DescribedPredicate<JavaClass> COMMAND_LINE = describe(
            "are command-line tools",
            type -> Set.of("vadra.app.Main", "vadra.replay.Replay")
                    .contains(outermost(type).getName()));

    /** Each room, and those that it may import; {@code app} wires all of them. */
    private static final String MAY_IMPORT = """
            demo: api replay rumour circles kindred parts polls opinions contacts profiles blogs asking qa openness discussion \
              community core
            replay:
            web: routes embedpages ownpages pages socket api door channels wire live community core
            routes: entryroutes peopleroutes api door channels peoplewire wire live outside notifications circles keys kindred marks \
              mentions direct search parts previews polls opinions leaving contacts alerts sightings rumour velocity oversight \
              admissions holding moving profiles blogs media discussion questions asking qa disclosure docket openness community core
            entryroutes: peopleroutes api door peoplewire wire keys invitations oidc community core
            peopleroutes: api door channels peoplewire wire live outside notifications circles keys kindred marks mentions \
              direct search leaving contacts profiles media discussion openness community core
            embedpages: pages api channels wire live oidc discussion community core
            ownpages: pages api peoplewire leaving core
            pages: api door channels peoplewire wire live notifications circles keys kindred marks direct search parts \
              polls opinions contacts admissions holding moving profiles blogs media discussion questions asking qa \
              disclosure docket openness community core
            socket: api door channels peoplewire wire live websocket parts polls direct asking discussion community \
              core
            api: door channels peoplewire wire live notifications circles keys kindred marks mentions direct search parts \
              leaving contacts alerts sightings rumour oidc invitations oversight admissions holding moving profiles blogs \
              media discussion questions qa disclosure docket openness community core
            retention: api oversight docket questions contacts direct notifications parts previews blogs media keys oidc \
              discussion community
            door: community core
            channels: peoplewire wire live notifications search marks direct contacts alerts sightings rumour velocity \
              profiles discussion questions openness core
            peoplewire: wire notifications circles keys kindred marks mentions direct leaving contacts profiles discussion \
              community core
            wire: search parts previews polls opinions blogs media alerts sightings rumour velocity holding discussion \
              questions asking qa openness community core
            backup:
            oversight: core
            live: websocket core
            websocket:
            outside: oidc previews notifications alerts sightings velocity core
            alerts: velocity core
            sightings: discussion core
            rumour: parts exposure velocity wording discussion community core
            exposure: core
            velocity: core
            wording: core
            search: discussion community core
            notifications: community core
            circles: discussion community core
            keys: community core
            kindred: community core
            marks: core
            mentions: core
            previews: core
            polls: community core
            opinions: core
            direct: discussion community core
            oidc: community core
            invitations: community core
            contacts: community core
            leaving: community core
            moving: profiles blogs media discussion community core
            profiles: media community core
            blogs: media discussion openness community core
            media: community core
            admissions: discussion openness community core
            holding: parts discussion asking community core
            qa: discussion openness community core
            questions: asking discussion openness community core
            discussion: parts polls opinions asking openness community core
            parts: previews media polls opinions openness community core
            asking: openness community core
            disclosure: core
            docket: openness community core
            openness: community core
            community: core
            core:
            """;

    @ArchTest
    static final ArchRule LAYERS_POINT_DOWN = layers();

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES =
            slices().matching("vadra.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROOMS_ARE_FLAT =
            classes().should().resideInAnyPackage("vadra.*").because("a room that needs inner rooms is split in two");

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_THE_JDK_AND_FUTURE = noClasses()
            .that()
            .resideInAPackage("vadra.core")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "vadra.core")
                    .or(equivalentTo(Future.class))
                    .negate()
                    .as("are neither the JDK's, nor its own, nor Future"));

    @ArchTest
    static final ArchRule WORDING_KNOWS_ONLY_CORE_AND_WORDS = noClasses()
            .that()
            .resideInAPackage("vadra.wording")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "org.apache.lucene..",
                            "com.google.re2j..",
                            "vadra.core",
                            "vadra.wording")
                    .negate()
                    .as("are neither the JDK's, Lucene's, RE2's, nor core's"));

    @ArchTest
    static final ArchRule VELOCITY_ONLY_COUNTS = noClasses()
            .that()
            .resideInAPackage("vadra.velocity")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(
                                    "java.lang..",
                                    "java.util..",
                                    "java.nio..",
                                    "java.io..",
                                    "org.jspecify..",
                                    "org.apache.datasketches..",
                                    "org.apache.commons.statistics..",
                                    "vadra.core",
                                    "vadra.velocity")
                            .negate()
                            .as(
                                    "are neither the JDK's, nor core's, nor its own, nor of statistics: no clock, no stream, no Future"));

    @ArchTest
    static final ArchRule HTTP_IS_KNOWN_WHERE_IT_ENDS = noClasses()
            .that(
                    resideInAnyPackage("vadra.[web|pages|ownpages|embedpages|socket|api|door|websocket|outside]")
                            .or(IN_APP)
                            .or(IN_REPLAY)
                            .negate()
                            .as(
                                    "are outside of web, pages, ownpages, embedpages, socket, api, door, websocket, outside, replay and app"))
            .should()
            .dependOnClassesThat(HTTP);

    @ArchTest
    static final ArchRule ONLY_THE_EDGE_AND_PG_KNOW_JSON = noClasses()
            .that(AT_THE_EDGE
                    .or(IN_APP)
                    .or(IN_REPLAY)
                    .or(resideInAnyPackage("vadra.outside", "vadra.moving", "vadra.backup"))
                    .or(NAMED_PG)
                    .negate()
                    .as("are neither at the edge, nor outside's, nor moving's, nor replay's, nor app's, nor Pg…"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule WIRE_ONLY_SAYS_HOW_THINGS_LOOK =
            noClasses().that().resideInAPackage("vadra.wire").should().dependOnClassesThat(equivalentTo(Future.class));

    @ArchTest
    static final ArchRule ONLY_PG_AND_APP_TALK_SQL = noClasses()
            .that(IN_APP.or(NAMED_PG).negate().as("are neither app's nor Pg…"))
            .should()
            .dependOnClassesThat(
                    SQL.and(equivalentTo(Pool.class).negate()).as("are of the SQL client, but for a pool to hand on"));

    @ArchTest
    static final ArchRule A_POOL_IS_ONLY_HANDED_ON = noClasses()
            .that(IN_APP.or(NAMED_PG).negate().as("are neither app's nor Pg…"))
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(owner(SQL)).as("something of the SQL client is called"));

    @ArchTest
    static final ArchRule TIME_IS_HANDED_IN = noClasses()
            .that(IN_APP.negate().as("are outside of app"))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule NOTHING_BLOCKS = noClasses()
            .that(COMMAND_LINE.negate().as("are no command-line tools"))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethodWhere(JavaAccess.Predicates.target(owner(equivalentTo(Future.class)))
                    .and(describe("it is await", call -> call.getName().equals("await"))));

    @ArchTest
    static final ArchRule THERE_IS_ONE_KIND_OF_FUTURE = noClasses()
            .that(IN_APP.negate().as("are outside of app, which waits for processes"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CompletableFuture.class);

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses()
            .that(COMMAND_LINE.negate().as("are no command-line tools"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule LOGGING_IS_SLF4J =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..");

    @ArchTest
    static final ArchRule EVENTS_AND_COMMANDS_ARE_PLAIN = noClasses()
            .that()
            .haveNameMatching(".*(Event|Command)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "org.slf4j..");

    @ArchTest
    static final ArchRule NAMES_TELL_A_ROLE =
            noClasses().that(alwaysTrue()).should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)");

    private static ArchRule layers() {
        var rooms = MAY_IMPORT.lines().map(line -> line.split(": *", 2)).toList();
        var layers = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("vadra..")
                .layer("app")
                .definedBy("vadra.app");
        for (var room : rooms) {
            layers = layers.layer(room[0]).definedBy("vadra." + room[0]);
        }
        layers = layers.whereLayer("app").mayNotBeAccessedByAnyLayer();
        for (var room : rooms) {
            var may = layers.whereLayer(room[0]);
            layers = room[1].isEmpty() ? may.mayNotAccessAnyLayer() : may.mayOnlyAccessLayers(room[1].split(" +"));
        }
        return layers.ensureAllClassesAreContainedInArchitecture();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
