package vadra.community;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

/** Who is here: lets people join, sign in and out, and say who they are. Safe for all threads. */
public final class CommunityService {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_ABOUT = 500;
    private static final int HASHES_AT_ONCE = 2;
    private static final int HASHES_WAITING = 64;

    private final PgMembers members;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Credentials credentials;
    private final Joining joining;
    private final IntSupplier rulesInForce;

    private CommunityService(
            PgMembers members, PgEntrances entrances, Sessions sessions, Passwords passwords, Setting setting) {
        this.members = members;
        this.sessions = sessions;
        this.passwords = passwords;
        this.credentials = new Credentials(members, passwords, sessions);
        this.joining = new Joining(members, entrances, setting);
        this.rulesInForce = setting.rulesInForce();
    }

    /**
     * What the community stands on.
     *
     * @param rulesInForce the version, now, of the house rules that newcomers must accept, from 1
     * @param signingIn what signing in asks for
     */
    public record Setting(Clock clock, Supplier<UUID> ids, IntSupplier rulesInForce, SigningIn signingIn) {}

    /**
     * What signing in asks for.
     *
     * @param weak what is not taken for a new password
     * @param staffNeedFactor whether who is staff acts as such only with a second factor
     */
    public record SigningIn(WeakPasswords weak, boolean staffNeedFactor) {}

    /** The community of a database. Its threads end with Vert.x. */
    public static CommunityService of(Vertx vertx, Pool pool, Setting setting) {
        var members = new PgMembers(pool);
        return new CommunityService(
                members,
                new PgEntrances(members, pool),
                new Sessions(
                        new PgSessions(pool, setting.signingIn().staffNeedFactor()), setting.clock(), setting.ids()),
                new Passwords(
                        vertx,
                        HASHES_AT_ONCE,
                        HASHES_AT_ONCE + HASHES_WAITING,
                        setting.signingIn().weak()),
                setting);
    }

    /**
     * Makes somebody a member, and signs them in.
     *
     * @param label what the session is called in the person's list
     * @return fails with {@link Problem.Invalid} when a field breaks a rule, {@link Problem.Conflict} when the chosen
     *     handle is taken, {@link Problem.Unavailable} when too many people join or sign in at once
     */
    public Future<SignedIn> join(Newcomer newcomer, Session.Kind kind, String label) {
        return join(newcomer, Entrance.OPEN, kind, label);
    }

    /**
     * As {@link #join(Newcomer, Session.Kind, String)}, by what lets the newcomer in, which is used with that or not at all.
     *
     * @return fails with {@link Problem.Forbidden} when the entrance is shut
     */
    public Future<SignedIn> join(Newcomer newcomer, Entrance entrance, Session.Kind kind, String label) {
        return Future.succeededFuture(newcomer)
                .map(this::checked)
                .compose(checked -> hash(checked, entrance).compose(hash -> joining.admit(checked, hash, entrance)))
                .compose(member -> sessions.begin(member, kind, label));
    }

    /** Of the password; null for who needs none. */
    private Future<@Nullable String> hash(Newcomer newcomer, Entrance entrance) {
        return entrance.vouched() == null
                ? passwords.hash("password", newcomer.password(), known(newcomer))
                : Future.succeededFuture();
    }

    private static List<String> known(Newcomer newcomer) {
        var handle = newcomer.handle();
        return handle == null ? List.of(newcomer.name()) : List.of(newcomer.name(), handle);
    }

    private Newcomer checked(Newcomer newcomer) {
        var name = Plain.line("name", newcomer.name(), LONGEST_NAME);
        var handle = newcomer.handle() == null ? null : Handle.chosen(newcomer.handle());
        int inForce = rulesInForce.getAsInt();
        if (newcomer.acceptedRules() != inForce) {
            throw Problem.invalid(
                    "acceptedRules", "must be the version of the house rules in force, which is " + inForce);
        }
        return new Newcomer(name, handle, newcomer.password(), newcomer.acceptedRules());
    }

    private Future<Optional<Member>> add(Member member, String hash) {
        return members.add(new PgMembers.Known(member, hash), rulesInForce.getAsInt())
                .map(added -> added ? Optional.of(member) : Optional.empty());
    }

    /**
     * Adds a member whom the house itself brings, also under a reserved handle. Does nothing to one who is there.
     *
     * @return the member; fails with {@link Problem.Conflict} when the handle belongs to one of another role
     */
    public Future<Member> bring(Role role, String handle, String name, String password) {
        return Future.succeededFuture(handle)
                .map(Handle::shaped)
                .compose(members::byHandle)
                .compose(there -> there.isPresent()
                        ? Future.succeededFuture(there)
                        : passwords
                                .hash("password", password, List.of(handle))
                                .compose(hash -> add(
                                        joining.member(handle, Plain.line("name", name, LONGEST_NAME), role), hash)))
                .map(member -> member.filter(found -> found.role() == role).orElseThrow(Joining::taken));
    }

    /** As {@link #bring}, for somebody who works for the company. */
    public Future<Member> createStaff(String handle, String name, String password) {
        return bring(Role.STAFF, handle, name, password);
    }

    /**
     * Says what a member is to the company from now on.
     *
     * @param until when a consultant's role ends, null for the other roles
     * @return fails with {@link Problem.Forbidden} for who is not staff, {@link Problem.Conflict} when nobody of the staff would remain
     */
    public Future<Void> giveRole(Actor staff, String handle, Role role, @Nullable Instant until) {
        return person(handle).compose(member -> members.giveRole(staff.id(), member.id(), role, until));
    }

    /** What a member is and was to the company, newest first, at most 50. */
    public Future<List<RoleGiven>> roles(MemberId member) {
        return members.roles(member);
    }

    /** Ends the roles whose time is over; the result is how many. To be called each second, on any node. */
    public Future<Long> endRoles() {
        return members.endRoles();
    }

    /** Those of the handles that belong to members. */
    public Future<Set<String>> known(Set<String> handles) {
        return members.known(handles);
    }

    /** Whether anybody can open the desk. */
    public Future<Boolean> hasStaff() {
        return members.hasStaff();
    }

    /** What passwords prove, and how they are changed. */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * Signs somebody in who has proved who they are.
     *
     * @param label what the session is called in the person's list
     */
    public Future<SignedIn> begin(Member member, Session.Kind kind, String label) {
        return sessions.begin(member, kind, label);
    }

    /** The session that a secret belongs to; empty when there is none, it expired, or it was ended. */
    public Future<Optional<Session>> recognise(String secret) {
        return sessions.recognise(secret);
    }

    /** Ends a session, also one that has ended already. */
    public Future<Void> signOut(Session session) {
        return sessions.end(session.id(), session.actor().id())
                .recover(failure ->
                        failure instanceof ProblemException ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    /** Ends all of the member's sessions but the one that asks. */
    public Future<Void> signOutElsewhere(Session kept) {
        return sessions.endBeside(kept);
    }

    /** Everywhere a member is signed in, newest first, at most a hundred. */
    public Future<List<Place>> sessions(Actor actor) {
        return sessions.list(actor.id());
    }

    /**
     * Ends one of the member's own sessions.
     *
     * @return fails with {@link Problem.NotFound} when the member has none by that id, whoever else may
     */
    public Future<Void> revoke(Actor actor, UUID session) {
        return sessions.end(session, actor.id());
    }

    /**
     * Hears which sessions are no longer what they were, on any thread: those ended on this node at once, those ended or
     * changed elsewhere as the log tells of them. Must not block.
     */
    public void onRevoked(Consumer<Predicate<Session>> listener) {
        sessions.onRevoked(listener);
    }

    /** Follows what the log says of sessions and rights, whichever node caused it. */
    public void happened(ControlEvent event) {
        sessions.happened(event);
    }

    /** Deletes the sessions that expired; the result is how many. To be called now and then. */
    public Future<Integer> purgeSessions() {
        return sessions.purge();
    }

    /** The member of a handle; fails with {@link Problem.NotFound}. */
    public Future<Member> person(String handle) {
        var found = Handle.isOne(handle) ? members.byHandle(handle) : Future.succeededFuture(Optional.<Member>empty());
        return found.map(member -> member.orElseThrow(() -> Problem.notFound("member", handle)));
    }

    /**
     * Changes how a member presents themselves.
     *
     * @param name null to leave it
     * @param about null to leave it
     * @return the member as they are now; fails with {@link Problem.Invalid} when a field breaks a rule
     */
    public Future<Member> changeProfile(Actor actor, @Nullable String name, @Nullable String about) {
        return Future.succeededFuture(actor.id())
                .compose(id -> members.change(
                        id,
                        name == null ? null : Plain.line("name", name, LONGEST_NAME),
                        about == null ? null : Plain.lines("about", about, LONGEST_ABOUT)))
                .map(found -> {
                    sessions.forget(actor.id());
                    return found.orElseThrow(() -> Problem.notFound("member", actor.handle()));
                });
    }
}
