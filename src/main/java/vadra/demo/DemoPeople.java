package vadra.demo;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vadra.api.Services;
import vadra.circles.Circle;
import vadra.core.Actor;
import vadra.core.Role;
import vadra.discussion.NewRoom;
import vadra.kindred.Kindred;
import vadra.profiles.Audience;
import vadra.profiles.Field;
import vadra.profiles.ProfileChange;
import vadra.replay.Table;

/** The demo's people, as {@code config/demo} has them: who they are, whom they know, and where they gather. */
final class DemoPeople {
    private final Services services;
    private final Map<String, Actor> people = new HashMap<>();

    DemoPeople(Services services) {
        this.services = services;
    }

    /** Somebody by their handle. */
    Actor actor(String handle) {
        return Objects.requireNonNull(people.get(handle), handle);
    }

    /** Brings somebody, with what they say of themselves; whoever says what they care for wants to be found. */
    Future<?> person(Table.Row row) {
        // Nobody knows these passwords: the people of the demo are for looking at.
        return services.community()
                .bring(
                        Role.of(row.required("role")),
                        row.required("handle"),
                        row.required("name"),
                        UUID.randomUUID().toString())
                .onSuccess(member -> people.put(member.handle(), member.actor()))
                .compose(member -> services.people()
                        .profiles()
                        .change(member.actor(), profile(row))
                        .compose(done -> row.get("interests").isEmpty()
                                ? Future.succeededFuture()
                                : wantsToBeFound(member.actor())));
    }

    private Future<Void> wantsToBeFound(Actor actor) {
        var kindred = services.people().kindred();
        return kindred.give(actor.id(), Kindred.Purpose.KINDRED, true)
                .compose(done -> kindred.give(actor.id(), Kindred.Purpose.DIRECTORY, true));
    }

    private static ProfileChange profile(Table.Row row) {
        var owned = list(row, "products").stream()
                .map(one -> one.split("=", 2))
                .map(pair -> new ProfileChange.Owned(pair[0], pair.length > 1 ? pair[1] : null))
                .toList();
        return new ProfileChange(
                row.get("about"),
                row.get("place"),
                owned,
                list(row, "interests"),
                list(row, "languages"),
                List.of(),
                row.get("place").isEmpty() ? Map.of() : Map.of(Field.PLACE, Audience.PUBLIC));
    }

    /** Two who are each other's contacts. */
    Future<?> contacts(Table.Row row) {
        var contacts = services.people().contacts();
        var one = actor(row.required("one")).id();
        var other = actor(row.required("other")).id();
        return contacts.ask(one, other, row.get("words")).compose(asked -> contacts.ask(other, one, ""));
    }

    /** A circle with its rule, its people and its room, as far as it has them. */
    Future<?> circle(Table.Row row) {
        var circles = services.people().circles();
        var slug = row.required("slug");
        var host = actor(row.required("host"));
        var product = row.get("product").isEmpty() ? null : row.get("product");
        var language = row.required("language");
        var words = new Circle.Words(
                row.required("name"), row.required("about"), language, list(row, "interests"), product, false);
        var rules = row.get("rule").isEmpty()
                ? List.<Circle.Rule>of()
                : List.of(new Circle.Rule(row.get("rule"), row.required("rule_text")));
        Future<?> done = circles.start(host, slug, words, rules).compose(started -> circles.join(host, slug, true));
        for (var handle : list(row, "people")) {
            done = done.compose(before -> circles.join(actor(handle), slug, true));
        }
        return row.get("room").isEmpty()
                ? done
                : done.compose(before -> circles.startRoom(
                        host, slug, new NewRoom(slug, row.get("room"), row.get("topic"), language, product)));
    }

    private static List<String> list(Table.Row row, String column) {
        return Arrays.stream(row.get(column).split(";"))
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
