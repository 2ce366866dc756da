package vadra.app;

import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The role that the server works as in PostgreSQL. It may do what the migrations grant, so that nobody's words change and
 * nothing is hidden but by functions that say why; the role that owns the tables only brings them up to date.
 *
 * <p>It signs in, and does not only become this role on the owner's connection, since from there a statement could go back.
 * Its password follows from the owner's, so that all servers on a database know the same.
 */
final class ServerRole {
    static final String NAME = "vadra_app";

    /** SQLSTATEs of a sign-in that PostgreSQL refuses: a wrong password, and a role that may not sign in. */
    private static final String REFUSED = "28";

    /** Whether it may more than the guarantee allows. */
    private static final String TOO_MUCH = """
            SELECT pg_has_role(tableowner, 'MEMBER')
                   OR has_table_privilege('post', 'DELETE, TRUNCATE, TRIGGER')
                   OR has_any_column_privilege('post', 'UPDATE')
                   OR has_table_privilege('ledger', 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
            FROM pg_tables WHERE schemaname = 'public' AND tablename = 'post'""";

    /** Any number that nothing else on the database locks. */
    private static final long LOCK = 7_301_984_512L;

    private static final String MAY_MAKE = "SELECT has_database_privilege(current_database(), 'CREATE, TEMPORARY')";

    private ServerRole() {}

    /**
     * Where and as whom the server works. Lets the role sign in where it does not yet. Blocks.
     *
     * @param owner where and as whom the tables were made
     * @throws IllegalStateException when the role cannot sign in, or may more than it should
     */
    static PgConnectOptions on(PgConnectOptions owner) {
        var role = new PgConnectOptions(owner).setUser(NAME).setPassword(password(owner));
        try (var connection = signIn(owner, role)) {
            if (holds(connection, MAY_MAKE)) {
                // A table of its own could stand before the real one. Copies of a database come without this.
                order(owner, "REVOKE CREATE, TEMPORARY ON DATABASE \"" + owner.getDatabase() + "\" FROM PUBLIC");
            }
            if (holds(connection, TOO_MUCH) || holds(connection, MAY_MAKE)) {
                throw new IllegalStateException(
                        "the role " + NAME + " may change what people said; take those rights from it");
            }
            return role;
        } catch (SQLException failure) {
            throw new IllegalStateException("the role " + NAME + " cannot work on the database", failure);
        }
    }

    private static Connection signIn(PgConnectOptions owner, PgConnectOptions role) throws SQLException {
        try {
            return connect(role);
        } catch (SQLException refused) {
            if (!String.valueOf(refused.getSQLState()).startsWith(REFUSED)) {
                throw refused;
            }
            order(owner, "ALTER ROLE " + NAME + " LOGIN PASSWORD '" + role.getPassword() + "'");
            return connect(role);
        }
    }

    private static void order(PgConnectOptions owner, String sql) throws SQLException {
        try (var connection = connect(owner);
                var statement = connection.createStatement()) {
            // PostgreSQL refuses two who change the same role or database at once; held until the connection closes.
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute(sql);
        }
    }

    private static boolean holds(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            return !answer.next() || answer.getBoolean(1);
        }
    }

    private static Connection connect(PgConnectOptions options) throws SQLException {
        return DriverManager.getConnection(Database.jdbc(options), options.getUser(), password(options.getPassword()));
    }

    private static String password(String password) {
        return Optional.ofNullable(password).orElse("");
    }

    private static String password(PgConnectOptions owner) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    ("owner:" + password(owner.getPassword())).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(NAME.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
