package vadra.openness;

import static org.assertj.core.api.Assertions.assertThat;
import static vadra.app.TestDatabase.get;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every column that leads to a member, and to what hangs on one, is in a section of what members take along, or has a reason not
 * to be. A new one without a decision fails.
 */
class WhatIsOnesOwnTest {
    private static final House HOUSE = new House();

    /** The section that gives it; or, after a hyphen, why there is none. */
    private static final Map<String, String> DECIDED =
            """
            admission.post -the company's admission, which is public
            admission.room -the company's admission, which is public
            admission_author.member_id service
            admission_author.version -follows from the admission
            admission_version.admission_id -the company's words
            alert.acknowledged_by service
            alert.claim_id -the company's watch
            alert.closed_by service
            alert.duty_with service
            alert.owner_id service
            alert_delivery.alert_id -the company's watch
            alert_event.alert_id -the company's watch
            alert_event.by_id service
            alias.member_id service
            alias_unmasking.alias_id seen_by
            alias_unmasking.by_id service
            alias_unmasking.post_id seen_by
            answers_for.member_id service
            appeal.member_id appeals
            appeal_judge.appeal_id -who judged is in the appeal, by the name that everybody reads
            appeal_judge.member_id service
            article.author_id article_versions
            article.post_id article_versions
            article.room_id article_versions
            article_echo.post_id -others' words; with the articles as comments
            article_version.post_id article_versions
            ballot.member_id ballots
            ballot.post_id -others' ballots; what is told of them is in polls
            block.blocked_id -another's secret
            block.member_id blocks
            blog.member_id blog
            brought.member_id -its lines stand in their own sections
            circle.lead_id circles
            circle.written_by circle_words
            circle_member.circle_id -others' membership
            circle_member.member_id circles
            circle_room.circle_id -rooms stand in rooms
            circle_room.room_id -rooms stand in rooms
            circle_rules.circle_id circle_words
            circle_rules.written_by circle_words
            claim.merged_into -the company's watch
            claim.named_by service
            claim_act.by_id service
            claim_act.claim_id -the company's watch
            claim_change.claim_id -the company's watch
            claim_exposure.claim_id -a sketch that cannot be asked for anybody
            consent.member_id consents
            contact.asked_id contacts
            contact.asker_id contacts
            contact_pause.asked_id -another's pause
            contact_pause.asker_id contact_pauses
            conversation.high_id conversations
            conversation.low_id conversations
            conversation.started_by conversations
            conversation_party.conversation_id conversations
            conversation_party.member_id conversations
            draft.author_id drafts
            duty_shift.member_id service
            feed.added_by service
            held_post.author_id held_posts
            held_post.parent_id -another's words
            held_post.room_id held_posts
            interest.member_id profile
            invitation.made_by service
            invitation.revoked_by service
            invitation_use.invitation_id -others who came by the same link
            invitation_use.member_id account
            kindred_hidden.hidden_id -another's secret
            kindred_hidden.member_id kindred_hidden
            ledger_person.member_id service
            mail_address.member_id mail_address
            mail_letter.member_id letters
            media_holder.member_id pictures
            media_use.post_id pictures
            member.role_by service
            mention.post_id posts
            message.author_id messages
            message.conversation_id messages
            message_event.by_id -the log of the same messages, without a word
            message_event.conversation_id -the log of the same messages, without a word
            message_event.message_id -the log of the same messages, without a word
            message_version.message_id message_versions
            known_device.member_id -a digest of a cookie, which opens nothing
            leaving.member_id -the wish to leave, which is told at /me/leave
            leaving_log.member_id -of who has left
            member_totp.member_id -a secret
            passkey.member_id -a key, which is told at /me/security
            recovery_code.member_id -a secret
            sign_in_step.member_id -for minutes
            mute.member_id mutes
            mute.muted_id -another's secret
            notification.member_id notifications
            notification_choice.member_id notification_choices
            notification_place.member_id notification_places
            opinion.post_id opinions
            outside_account.member_id sessions
            outside_flow.member_id -on the way to the issuer, for ten minutes
            owned_product.member_id owned_products
            personal_news.member_id -a signal without a truth of its own, gone after ten minutes
            personal_news.other_id -a signal without a truth of its own, gone after ten minutes
            poll.post_id polls
            poll.room_id -others' polls
            post.author_id posts
            post.parent_id -others' answers
            post.room_id -others' words
            post_version.post_id post_versions
            profile.member_id profile
            profile_audience.member_id profile
            profile_change.member_id -a signal that a profile is to be read anew, gone after an hour
            question.answer_id questions
            question.claim_by service
            question.into_id questions
            question.moved_by service
            question.post_id questions
            question.room_id questions
            question_move.by_id question_moves
            question_move.post_id question_moves
            question_shown.post_id -a sketch that cannot be asked for anybody
            quote.post_id -is in the post's parts
            quote.source_id -another's words
            reaction.member_id reactions
            reaction.post_id -others' reactions; their numbers are in posts
            read_mark.member_id read_marks
            read_mark.room_id -others' marks
            report.member_id reports
            reported_line.author_id seen_by
            reported_line.message_id shown_lines
            role_given.by_member service
            role_given.member_id roles
            room.started_by rooms
            room_alias.member_id pseudonyms
            room_alias.room_id -others' pseudonyms
            room_host.given_by hosted_rooms
            room_host.member_id hosted_rooms
            room_host.room_id -who hosts is public
            rules_accepted.member_id rules_accepted
            saved_search.by_member -another's secret
            saved_search.member_id saved_searches
            saved_search.room_id -another's secret
            session.member_id sessions
            sighting.added_by service
            sighting.feed_id -the company's watch
            sighting_claim.claim_id -the company's watch
            sighting_claim.sighting_id -the company's watch
            sitting.earlier -rooms stand in rooms
            sitting.room_id -rooms stand in rooms
            sitting.under -rooms stand in rooms
            telling.member_id statements
            unmasking.by_id service
            unmasking.claim_id seen_by
            unmasking.member_id seen_by
            word_filter.member_id word_filter
            receipt.member_id -technical: the answer to a command, for two days
            """.lines().map(line -> line.split(" ", 2)).collect(Collectors.toMap(line -> line[0], line -> line[1]));

    @AfterAll
    static void stop() {
        HOUSE.close();
    }

    /** Foreign keys to member or to what hangs on one, as far as they go; and what is called a member without one. */
    private static Set<String> found() {
        var found = new TreeSet<String>();
        get(HOUSE.owner.query("""
                WITH RECURSIVE own(relation) AS (
                    SELECT 'member'::regclass::oid
                    UNION SELECT conrelid FROM own JOIN pg_constraint ON confrelid = own.relation AND contype = 'f')
                SELECT conrelid::regclass::text || '.' || (
                    SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[cardinality(conkey)]) AS name
                FROM own JOIN pg_constraint ON confrelid = own.relation AND contype = 'f' WHERE conrelid::regclass::text <> 'presence'
                UNION
                SELECT table_name || '.' || column_name FROM information_schema.columns JOIN pg_class ON relname = table_name
                WHERE table_schema = 'public' AND column_name = 'member_id' AND relkind = 'r'""").execute()).forEach(row -> found.add(row.getString("name")));
        return found;
    }

    private static Map<String, String> sections() {
        var sections = new TreeMap<String, String>();
        get(HOUSE.owner.query("""
                SELECT name, (SELECT string_agg(prosrc, ' ') FROM pg_proc
                              WHERE proname = 'ones_' || name OR name = 'seen_by' AND proname = 'seen_by_company') AS source
                FROM own_sections()""").execute())
                .forEach(row -> sections.put(row.getString("name"), row.getString("source")));
        return sections;
    }

    @Test
    void everythingThatLeadsToAMemberIsGivenToThemOrHasAReasonNotTo() {
        assertThat(found()).isEqualTo(new TreeSet<>(DECIDED.keySet()));
    }

    @Test
    void everySectionReadsWhatItIsSaidToGive() {
        var sections = sections();
        assertThat(sections.values()).doesNotContainNull();
        var lacking = new ArrayList<String>();
        DECIDED.forEach((column, section) -> {
            var table = column.substring(0, column.indexOf('.'));
            if (!section.startsWith("-")
                    && !sections.getOrDefault(section, "").matches("(?s).*\\b" + table + "\\b.*")) {
                lacking.add(column + " in " + section);
            }
        });
        assertThat(lacking).isEmpty();
    }
}
