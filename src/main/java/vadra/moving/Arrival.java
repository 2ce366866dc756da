package vadra.moving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vadra.community.CommunityService;
import vadra.community.Plain;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.media.Media;
import vadra.media.Picture;
import vadra.profiles.Audience;
import vadra.profiles.Field;
import vadra.profiles.OwnProfile;
import vadra.profiles.Profile;
import vadra.profiles.ProfileChange;
import vadra.profiles.Profiles;

/** Lets what somebody brings along come to life where it can. What they said here already stays. */
public final class Arrival {
    private static final int LONGEST_NAME = 60;

    private final Moving moving;
    private final PgOwn rows;
    private final Profiles profiles;
    private final CommunityService community;

    Arrival(Moving moving, PgOwn rows, Profiles profiles, CommunityService community) {
        this.moving = moving;
        this.rows = rows;
        this.profiles = profiles;
        this.community = community;
    }

    /**
     * What came along.
     *
     * @param kept how many lines are kept as they came
     */
    public record Brought(Moving.Brought blog, long kept) {}

    /** First what the database takes as a whole or not at all; what follows can be done again. */
    Future<Brought> of(Actor owner, PgOwn.Whose whose, Luggage luggage) {
        return profiles.own(owner)
                .map(own -> luggage.profile().map(said -> change(said, own)))
                .compose(change -> {
                    change.ifPresent(profiles::check);
                    luggage.profile().ifPresent(Arrival::checkName);
                    return rows.lines(whose, "profile", "")
                            .map(mine -> new JsonObject(mine.get(0).json()).getValue("audiences") == null)
                            .compose(free -> rows.bring(owner.id(), luggage.lines())
                                    .compose(kept -> name(owner, luggage)
                                            .compose(named -> moving.in(owner, luggage.blog()))
                                            .compose(blog -> present(owner, luggage, change.orElse(null), free)
                                                    .map(more -> new Brought(blog, kept + more)))));
                });
    }

    private static void checkName(JsonObject said) {
        var unused = Plain.line("name", said.getString("name"), LONGEST_NAME);
    }

    private Future<Long> present(Actor owner, Luggage luggage, @Nullable ProfileChange change, boolean free) {
        if (change == null || luggage.profile().isEmpty()) {
            return Future.succeededFuture(0L);
        }
        var said = luggage.profile().get();
        var audiences = free ? change.audiences() : Map.<Field, Audience>of();
        var whole = new ProfileChange(
                change.about(),
                change.place(),
                null,
                change.interests(),
                change.languages(),
                change.links(),
                audiences);
        return profiles.change(owner, whole)
                .compose(own -> picture(owner, own, said, luggage.blog().pictures()))
                .compose(done -> rows.bring(owner.id(), List.of(Luggage.asPiece(said))));
    }

    private Future<Void> picture(Actor owner, OwnProfile own, JsonObject said, List<byte[]> pictures) {
        var wanted = said.getString("picture");
        if (wanted == null || own.said().picture().isPresent()) {
            return Future.succeededFuture();
        }
        return pictures.stream()
                .filter(one -> Media.idOf(Picture.read(one)).equals(wanted))
                .findAny()
                .map(one -> profiles.setPicture(owner, one).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /** Who has said something here is known by the name that they said it under. */
    private Future<Void> name(Actor owner, Luggage luggage) {
        var name = luggage.profile().map(said -> said.getString("name")).orElse(owner.name());
        if (name.equals(owner.name())) {
            return Future.succeededFuture();
        }
        return rows.hasSpoken(owner.id())
                .compose(spoken -> spoken
                        ? Future.succeededFuture()
                        : community.changeProfile(owner, name, null).mapEmpty());
    }

    /** Of what was said there, what is not said here. */
    private static ProfileChange change(JsonObject there, OwnProfile own) {
        try {
            var here = own.said();
            var unused = Objects.requireNonNull(there.getString("name"));
            return new ProfileChange(
                    here.about().isEmpty() ? there.getString("about") : null,
                    here.place().isEmpty() ? there.getString("place") : null,
                    null,
                    here.interests().isEmpty() ? texts(there.getJsonArray("interests")) : null,
                    here.languages().isEmpty() ? texts(there.getJsonArray("languages")) : null,
                    here.links().isEmpty() ? links(there.getJsonArray("links")) : null,
                    audiences(there.getJsonObject("audiences")));
        } catch (ClassCastException | IllegalArgumentException | NullPointerException malformed) {
            throw Problem.invalid("zip", "has a profile that is none");
        }
    }

    private static List<String> texts(JsonArray all) {
        return all.stream().map(String.class::cast).toList();
    }

    private static List<Profile.Link> links(JsonArray all) {
        var links = new ArrayList<Profile.Link>();
        for (int i = 0; i < all.size(); i++) {
            var link = all.getJsonObject(i);
            links.add(new Profile.Link(
                    Objects.requireNonNull(link.getString("label")), Objects.requireNonNull(link.getString("url"))));
        }
        return links;
    }

    private static Map<Field, Audience> audiences(@Nullable JsonObject said) {
        var audiences = new HashMap<Field, Audience>();
        if (said != null) {
            said.forEach(one -> audiences.put(Field.of(one.getKey()), Audience.of((String) one.getValue())));
        }
        return audiences;
    }
}
