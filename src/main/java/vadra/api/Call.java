package vadra.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vadra.community.Session;
import vadra.core.Actor;
import vadra.core.Problem;
import vadra.door.Authentication;

/** One request of the HTTP API, already validated against the contract. */
public final class Call {
    private static final String COOKIES = "vadra.cookies";

    private final RoutingContext context;
    private final ValidatedRequest request;

    Call(RoutingContext context) {
        this.context = context;
        this.request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    }

    /** A parameter of the path as it was written, whatever its type; the contract makes it present. */
    public String path(String name) {
        return present(request.getPathParameters().get(name))
                .map(RequestParameter::get)
                .map(Object::toString)
                .orElseThrow();
    }

    /** All parameters of the path, as they were written. */
    public Map<String, String> paths() {
        var named = new HashMap<String, String>();
        request.getPathParameters().forEach((name, value) -> named.put(name, path(name)));
        return named;
    }

    /** Whether it asks for something and changes nothing, as its method says. */
    public boolean onlyReads() {
        return context.request().method().equals(HttpMethod.GET);
    }

    /** An id in the path; the contract has held it against its form. */
    public UUID id(String name) {
        return UUID.fromString(path(name));
    }

    /** A text of the query. */
    public Optional<String> query(String name) {
        return present(request.getQuery().get(name)).map(RequestParameter::getString);
    }

    /** A parameter of the query as it was written, whatever its type. */
    public Optional<String> queryText(String name) {
        return present(request.getQuery().get(name)).map(RequestParameter::get).map(Object::toString);
    }

    /** A text of the query with its quotation marks, of which the contract takes off those round the whole. */
    public Optional<String> queryQuoted(String name) {
        return Optional.ofNullable(context.queryParams().get(name));
    }

    /** A number of the query. */
    public Optional<Long> queryNumber(String name) {
        return present(request.getQuery().get(name)).map(RequestParameter::getLong);
    }

    /** Whether a flag is set. */
    public boolean queryFlag(String name) {
        return present(request.getQuery().get(name))
                .map(RequestParameter::getBoolean)
                .orElse(false);
    }

    /** The body's bytes, as they were sent. */
    public byte[] raw() {
        return context.body().buffer().getBytes();
    }

    /** Begins an answer that is a file and is written piece by piece. */
    public Download download(String type, String name) {
        return Download.begin(context.response(), type, name);
    }

    /** Answers with something that is not JSON. */
    public Future<Answer> send(int status, Map<String, String> headers, Buffer body) {
        var response = context.response().setStatusCode(status);
        headers.forEach(response::putHeader);
        return response.end(body).map(Answer.sent());
    }

    /** A header as it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** A cookie of the browser. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    /** Hands a browser a cookie beside that of the session; whatever the answer will be. */
    public void setCookie(String header) {
        List<String> cookies = context.data().containsKey(COOKIES) ? context.get(COOKIES) : new ArrayList<>();
        cookies.add(header);
        context.put(COOKIES, cookies);
    }

    static List<String> cookies(RoutingContext context) {
        return context.data().containsKey(COOKIES) ? context.get(COOKIES) : List.of();
    }

    /** The body; the contract has checked its fields. */
    public JsonObject body() {
        return request.getBody().getJsonObject();
    }

    /** The body where there may be none. */
    public JsonObject maybeBody() {
        var body = request.getBody();
        return body == null || body.isNull() ? new JsonObject() : body.getJsonObject();
    }

    /** The address of this server as who asks knows it, without a slash at the end. */
    public String base() {
        return context.request().scheme() + "://" + context.request().authority();
    }

    /** The address that the request came from, for limits of rate. */
    public String address() {
        return context.request().remoteAddress().hostAddress();
    }

    /** Whoever asks, if signed in. */
    public Optional<Session> session() {
        return Optional.ofNullable(Authentication.sessionOf(context));
    }

    /** Whoever acts, if signed in. */
    public Optional<Actor> maybeActor() {
        return session().map(Session::actor);
    }

    /**
     * The signed-in person.
     *
     * @throws vadra.core.ProblemException {@link Problem.SignInNeeded} for a guest
     */
    public Actor actor() {
        return maybeActor().orElseThrow(Problem::signInNeeded);
    }

    /**
     * The signed-in member of staff.
     *
     * @throws vadra.core.ProblemException {@link Problem.SignInNeeded} or {@link Problem.Forbidden}
     */
    public Actor staff() {
        if (!actor().isStaff()) {
            throw Problem.forbidden("This is for the company's staff.");
        }
        return actor();
    }

    private static Optional<RequestParameter> present(@Nullable RequestParameter parameter) {
        return Optional.ofNullable(parameter).filter(found -> !found.isNull());
    }
}
