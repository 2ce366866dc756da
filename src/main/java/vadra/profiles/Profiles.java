package vadra.profiles;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vadra.core.Actor;
import vadra.core.MemberId;
import vadra.core.Problem;
import vadra.media.Media;
import vadra.media.Picture;

/**
 * What members say about themselves. Who reads which field is decided in the database, for every way to it alike. Its questions
 * are safe for use by any thread; {@link #tell} is called by one at a time.
 */
public final class Profiles {
    /** The most handles whose pictures are asked for at once. */
    public static final int MOST_PICTURES = 100;

    private static final int PICTURE_BYTES = 1024 * 1024;
    private static final int PICTURE_SIDE = 2_048;
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");

    private final PgProfiles rows;
    private final Media media;
    private final Clock clock;
    private Optional<Long> told = Optional.empty();

    public Profiles(Pool pool, Media media, Clock clock) {
        this.rows = new PgProfiles(pool);
        this.media = media;
        this.clock = clock;
    }

    /**
     * A member's picture for a reader.
     *
     * @param isPublic whether everybody may see it
     */
    public record Shown(String id, String type, boolean isPublic, Buffer bytes) {}

    /**
     * That a profile is no longer as some saw it.
     *
     * @param seenBy as whom it is seen otherwise than before
     * @param told the handles to tell by name, where there is no channel for all of them
     */
    public record Change(String handle, Audience seenBy, List<String> told) {}

    /** What changed, and up to where that is known. */
    record News(long upTo, List<Change> changes) {}

    /** A profile for a reader, null for a stranger. */
    public Future<Profile> read(MemberId owner, @Nullable MemberId reader) {
        return rows.read(reader, owner);
    }

    /** A member's own, and who may read which of it. */
    public Future<OwnProfile> own(Actor owner) {
        return rows.own(owner.id());
    }

    /** A member's own as others see it: a stranger, a member or a contact. */
    public Future<Profile> preview(Actor owner, Audience near) {
        return rows.preview(owner.id(), near);
    }

    /**
     * Says something anew, all of it or nothing.
     *
     * @return fails with {@link Problem.Invalid} when a field breaks a rule, {@link Problem.Conflict} when the house rules hide
     *     what is to be written anew
     */
    public Future<OwnProfile> change(Actor owner, ProfileChange change) {
        return Future.succeededFuture(change)
                .map(said -> ProfileRules.checked(
                        said, YearMonth.from(clock.instant().atZone(HOME))))
                .compose(said -> rows.say(owner.id(), said))
                .compose(done -> rows.own(owner.id()));
    }

    /**
     * Looks whether something could be said anew, and says nothing.
     *
     * @throws vadra.core.ProblemException {@link Problem.Invalid} for the first field that breaks a rule
     */
    public void check(ProfileChange change) {
        var unused = ProfileRules.checked(change, YearMonth.from(clock.instant().atZone(HOME)));
    }

    /**
     * Takes a picture; the one before is let go of.
     *
     * @return fails with {@link Problem.Invalid} when it is no picture or too large, {@link Problem.Conflict} when the profile is hidden
     */
    public Future<OwnProfile> setPicture(Actor owner, byte[] upload) {
        return media.keep(owner, upload, Profiles::fitting)
                .compose(kept -> rows.setPicture(owner.id(), kept.id()))
                .compose(done -> rows.own(owner.id()));
    }

    /** Many of them stand on one page, and none of them moves. */
    private static void fitting(Picture picture) {
        if (picture.bytes().length() > PICTURE_BYTES) {
            throw Problem.invalid("picture", "at most 1 MB");
        }
        if (Math.max(picture.width(), picture.height()) > PICTURE_SIDE) {
            throw Problem.invalid("picture", "at most " + PICTURE_SIDE + " pixels wide and high");
        }
        if (picture.type().equals("image/gif")) {
            throw Problem.invalid("picture", "must be a JPEG, PNG or WebP picture");
        }
    }

    /** Has no picture any more. */
    public Future<Void> removePicture(Actor owner) {
        return rows.setPicture(owner.id(), null);
    }

    /**
     * A member's picture for a reader.
     *
     * @param has the id of the one that the reader has, whose bytes are left out; empty for none
     * @return fails with {@link Problem.NotFound} for who may not see it, as when there is none
     */
    public Future<Shown> picture(String handle, @Nullable MemberId reader, String has) {
        return rows.picture(reader, handle, has);
    }

    /** Of these members, those with a picture that a reader may see, and which it is. */
    public Future<Map<String, String>> pictures(Set<String> handles, @Nullable MemberId reader) {
        if (handles.size() > MOST_PICTURES) {
            throw Problem.invalid("handles", "at most " + MOST_PICTURES);
        }
        return rows.pictures(reader, handles);
    }

    /** Tells of what changed since the last call, on whichever node; a new server begins with what changes from now on. */
    public Future<Void> tell(Consumer<Change> listener) {
        return told.map(since -> rows.changes(since).<Void>map(news -> {
                    news.changes().forEach(listener);
                    told = Optional.of(news.upTo());
                    return null;
                }))
                .orElseGet(() -> rows.now().map(now -> {
                    told = Optional.of(now);
                    return null;
                }));
    }
}
