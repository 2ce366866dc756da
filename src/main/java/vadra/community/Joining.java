package vadra.community;

import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.core.ProblemException;
import vadra.core.Role;

/** Makes newcomers members: under the handle that they chose, or under a free one that is made from their name. */
final class Joining {
    /** Each try but the last lost a race for its handle to somebody else's. */
    private static final int HANDLE_TRIES = 100;

    private final PgMembers members;
    private final PgEntrances entrances;
    private final CommunityService.Setting setting;

    Joining(PgMembers members, PgEntrances entrances, CommunityService.Setting setting) {
        this.members = members;
        this.entrances = entrances;
        this.setting = setting;
    }

    /**
     * Adds somebody whose fields were checked.
     *
     * @param hash of the password, null for who has none
     * @return fails with {@link Problem.Conflict} when the chosen handle is taken, {@link Problem.Forbidden} when the
     *     entrance is shut
     */
    Future<Member> admit(Newcomer newcomer, @Nullable String hash, Entrance entrance) {
        var handle = newcomer.handle();
        if (handle != null) {
            return add(new Candidate("", member(handle, newcomer.name(), Role.MEMBER), hash, entrance))
                    .map(added -> added.orElseThrow(Joining::taken));
        }
        var base = Handle.base(newcomer.name());
        var first = Handle.isFree(base) ? Future.succeededFuture(base) : members.freeHandle(base);
        return first.compose(free ->
                admitAs(new Candidate(base, member(free, newcomer.name(), Role.MEMBER), hash, entrance), HANDLE_TRIES));
    }

    /** Somebody about to be added under a handle that was free a moment ago. */
    private record Candidate(
            String base, Member member, @Nullable String hash, Entrance entrance) {
        Candidate with(Member other) {
            return new Candidate(base, other, hash, entrance);
        }
    }

    private Future<Member> admitAs(Candidate candidate, int tries) {
        return add(candidate).compose(added -> {
            if (added.isPresent()) {
                return Future.succeededFuture(added.get());
            }
            if (tries <= 1) {
                return Future.failedFuture(taken());
            }
            return members.freeHandle(candidate.base())
                    .map(free -> candidate.with(member(free, candidate.member().name(), Role.MEMBER)))
                    .compose(next -> admitAs(next, tries - 1));
        });
    }

    private Future<Optional<Member>> add(Candidate candidate) {
        return entrances.add(
                new PgMembers.Known(candidate.member(), candidate.hash()),
                setting.rulesInForce().getAsInt(),
                candidate.entrance());
    }

    /** Somebody who joins now. */
    Member member(String handle, String name, Role role) {
        return new Member(
                new MemberId(setting.ids().get()),
                handle,
                name,
                role,
                setting.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }

    static ProblemException taken() {
        return Problem.conflict("The handle is taken.");
    }
}
