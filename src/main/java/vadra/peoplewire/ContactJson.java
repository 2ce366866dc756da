package vadra.peoplewire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vadra.contacts.Boundary;
import vadra.contacts.Contact;
import vadra.contacts.Folds;
import vadra.contacts.News;
import vadra.contacts.Relation;
import vadra.core.Actor;
import vadra.wire.DiscussionJson;

/** The JSON form of contacts, blocks, mutes and word filters, as in the contract; each for the member whose own it is. */
public final class ContactJson {
    private ContactJson() {}

    /** A member's contacts, who asks them, and whom they ask. */
    public static JsonObject contacts(List<Contact> all) {
        return new JsonObject()
                .put("contacts", those(all, Contact.State.CONTACT))
                .put("asked", those(all, Contact.State.ASKED))
                .put("asking", those(all, Contact.State.ASKING));
    }

    private static JsonArray those(List<Contact> all, Contact.State state) {
        var those = all.stream().filter(one -> one.state() == state).toList();
        return DiscussionJson.array(
                those,
                one -> who(one.with())
                        .put("words", one.words())
                        .put("at", one.at().toString()));
    }

    /** What is between the member and another. */
    public static JsonObject relation(Relation relation) {
        return new JsonObject()
                .put("state", relation.state().code())
                .put("words", relation.words())
                .put("at", text(relation.at()))
                .put("againAt", text(relation.againAt()))
                .put("blocked", relation.blocked())
                .put("muted", relation.muted())
                .put("mutedUntil", text(relation.mutedUntil()));
    }

    /** Whom the member blocks. */
    public static JsonObject blocks(List<Boundary> all) {
        return new JsonObject()
                .put(
                        "blocks",
                        DiscussionJson.array(
                                all, one -> who(one.to()).put("at", one.at().toString())));
    }

    /** Whom the member mutes. */
    public static JsonObject mutes(List<Boundary> all) {
        return new JsonObject()
                .put(
                        "mutes",
                        DiscussionJson.array(
                                all,
                                one -> who(one.to())
                                        .put("at", one.at().toString())
                                        .put("until", text(one.until()))));
    }

    /** Which words the member filters. */
    public static JsonObject filter(List<String> words) {
        return new JsonObject().put("words", new JsonArray(words));
    }

    /** All that is folded on the member's pages. */
    public static JsonObject folds(Folds folds) {
        var muted = new JsonObject();
        folds.muted().forEach((handle, until) -> muted.put(handle, text(until.orElse(null))));
        return filter(folds.words())
                .put("blocked", new JsonArray(List.copyOf(folds.blocked())))
                .put("muted", muted);
    }

    /** What the member's open pages are told. */
    public static JsonObject news(News news) {
        if (news.change() instanceof News.Between between) {
            return new JsonObject()
                    .put("kind", "contact")
                    .put("with", who(between.with()))
                    .put("relation", relation(between.relation()))
                    .put("told", news.told().orElse(null));
        }
        if (news.change() instanceof News.Filter filter) {
            return filter(filter.folds().words()).put("kind", "filter");
        }
        throw new AssertionError(news);
    }

    private static JsonObject who(Actor person) {
        return new JsonObject()
                .put("handle", person.handle())
                .put("name", person.name())
                .put("role", person.role().code());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
