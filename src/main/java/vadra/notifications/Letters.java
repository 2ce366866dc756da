package vadra.notifications;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vadra.core.MemberId;
import vadra.core.Problem;

/**
 * Mail to members who asked for it: one letter for each time that a member chose, made by whichever node is first, taken by one
 * node at a time. A node marks what was handed over; one that dies between that and the mark lets another try again, with the
 * same Message-ID. What may be told is asked anew with each try. Safe for use by any thread.
 */
public final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    /** One name, one host of names between dots; nothing that another header could begin in. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9-]{2,63}");

    private static final int LONGEST_ADDRESS = 254;
    private static final Duration FIRST_REST = Duration.ofMinutes(1);
    private static final int LONGEST_REST_DOUBLES = 8;

    private final PgLetters letters;
    private final PgNotifications rows;
    private final Optional<Office> office;
    private final Clock clock;
    private volatile Optional<LetterLinks> links = Optional.empty();

    /**
     * What is needed to send mail.
     *
     * @param words the text of a language's key
     * @param url the public address of this server
     * @param mostAnHour tries in an hour, of all nodes together
     */
    public record Office(Postman postman, BinaryOperator<String> words, String url, int mostAnHour) {}

    /**
     * A member's address.
     *
     * @param asked one that has not answered yet
     */
    public record Address(Optional<String> confirmed, Optional<String> asked) {}

    /**
     * The letters of a database.
     *
     * @param office empty where no mail is sent
     */
    public Letters(Pool pool, Optional<Office> office, Clock clock) {
        this.letters = new PgLetters(pool);
        this.rows = new PgNotifications(pool);
        this.office = office;
        this.clock = clock;
    }

    /** Whether this server sends mail. */
    public boolean open() {
        return office.isPresent();
    }

    /** A member's address. */
    public Future<Address> address(MemberId member) {
        return letters.address(member, clock.instant());
    }

    /** Asks an address whether it is the member's; until it answers, nothing else is sent there. */
    public Future<Void> ask(MemberId member, String address, String language) {
        if (!open()) {
            throw Problem.conflict("This server sends no mail.");
        }
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw Problem.invalid("address", "is a mail address, such as asta@example.org");
        }
        return letters.ask(member, address, language, clock.instant());
    }

    /** The link in a letter was answered; fails with {@link Problem.NotFound} when it was before, or is not ours. */
    public Future<Void> confirm(String token) {
        return links().map(found -> found.id(LetterLinks.Purpose.CONFIRM, token))
                .compose(id -> id.map(letter -> letters.confirm(letter, clock.instant()))
                        .orElse(Future.succeededFuture(false)))
                .map(done -> {
                    if (!done) {
                        throw Problem.notFound("open question", "");
                    }
                    return null;
                });
    }

    /** No more mail to who holds this token; a token that is not ours changes nothing, and nobody is told which it was. */
    public Future<Void> leave(String token) {
        return links().map(found -> found.id(LetterLinks.Purpose.LEAVE, token))
                .compose(id -> id.map(letters::leave).orElse(Future.succeededFuture()));
    }

    /** A member's address is forgotten. */
    public Future<Void> drop(MemberId member) {
        return letters.drop(member);
    }

    /** Makes the letters whose time has come. */
    public Future<Void> plan() {
        return open() ? letters.plan(clock.instant()) : Future.succeededFuture();
    }

    /** Sends what is due, a few at a time. */
    public Future<Void> send() {
        if (office.isEmpty()) {
            return Future.succeededFuture();
        }
        var here = office.get();
        return links().compose(found -> letters.take(clock.instant(), here.mostAnHour())
                .compose(taken -> Future.join(taken.stream()
                                .map(letter -> send(letter, here, found))
                                .toList())
                        .mapEmpty()));
    }

    private Future<Void> send(Letter letter, Office here, LetterLinks with) {
        return written(letter, here, with)
                .compose(mail ->
                        mail.map(out -> here.postman().send(out).map("sent")).orElse(Future.succeededFuture("void")))
                .recover(failure -> {
                    LOG.warn("letter.failed id={} tries={} cause={}", letter.id(), letter.tries(), failure.toString());
                    return Future.succeededFuture("waiting");
                })
                .compose(
                        ended -> letters.end(letter.id(), ended, clock.instant().plus(rest(letter.tries()))));
    }

    /** Each time twice as long, to four hours. */
    private static Duration rest(int tries) {
        return FIRST_REST.multipliedBy(1L << Math.min(tries - 1, LONGEST_REST_DOUBLES));
    }

    private Future<Optional<Postman.Mail>> written(Letter letter, Office here, LetterLinks with) {
        var address = letter.address();
        if (address == null) {
            return Future.succeededFuture(Optional.empty());
        }
        var writer = new LetterWriter(here.words(), here.url());
        if (letter.asks()) {
            var token = with.token(LetterLinks.Purpose.CONFIRM, letter.id());
            return Future.succeededFuture(
                    Optional.of(mail(letter, address, writer.confirm(letter.language(), token), null)));
        }
        var token = with.token(LetterLinks.Purpose.LEAVE, letter.member().value());
        return rows.inLetter(letter.member(), letter.id(), LetterWriter.MOST + 1, clock.instant())
                .map(all -> all.isEmpty()
                        ? Optional.empty()
                        : Optional.of(mail(
                                letter,
                                address,
                                writer.digest(letter.language(), all, token),
                                here.url() + "/api/mail/leave/" + token)));
    }

    private static Postman.Mail mail(Letter letter, String to, LetterWriter.Written written, @Nullable String leave) {
        return new Postman.Mail(letter.id().toString(), to, written.subject(), written.text(), written.html(), leave);
    }

    private Future<LetterLinks> links() {
        return links.map(Future::succeededFuture)
                .orElseGet(() -> letters.key().map(LetterLinks::new).onSuccess(made -> links = Optional.of(made)));
    }

    /** Forgets letters of long ago. */
    Future<Void> tidy() {
        return letters.forget(clock.instant());
    }
}
