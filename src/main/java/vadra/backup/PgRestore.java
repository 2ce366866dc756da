package vadra.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGConnection;

/** Fills a freshly made database from a backup: all of it in one transaction, or nothing. */
public final class PgRestore {
    /**
     * What becomes of a state that is older than the world it comes into. Letters and messages that waited then were most
     * likely sent since, and sent twice they would be wrong; what was not is in the members' lists and the desk's. The new
     * life of the log has clients that are ahead of it load anew. Sign-ins are not in a backup, so nobody is signed in.
     *
     * <p>What must be taken out again because it was erased after the backup was made belongs here as well, as statements
     * that take it from what the company keeps beside its backups.
     */
    private static final List<String> AFTERWARDS = List.of(
            "UPDATE mail_letter SET status = 'void' WHERE status = 'waiting'",
            "UPDATE alert_delivery SET status = 'failed', error = 'The database was restored before it was sent.'"
                    + " WHERE status = 'waiting'",
            "INSERT INTO epoch DEFAULT VALUES");

    private static final String OUR_TABLES =
            "SELECT format('%I', relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";

    private static final String LINKS = """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY oid""";

    private static final String GAPS = """
            SELECT count(*) FROM room LEFT JOIN (
                SELECT room_id, max(seq) AS top, count(*) AS events FROM event GROUP BY room_id) log ON room_id = id
            WHERE coalesce(top, 0) <> last_seq OR coalesce(events, 0) <> last_seq""";

    private PgRestore() {}

    /**
     * Makes sure that a database may be filled: it has no table, or nobody has joined yet.
     *
     * @throws Unfit when it has more than that, or a newer schema than the backup
     */
    public static void empty(Connection owner, Manifest manifest) throws IOException, SQLException {
        if (is(owner, "SELECT to_regclass('public.member') IS NOT NULL")
                && is(owner, "SELECT EXISTS (SELECT FROM member)")) {
            throw new Unfit("the database is not empty; a backup is restored into one that nothing is in");
        }
        if (is(owner, "SELECT to_regclass('public.flyway_schema_history') IS NOT NULL")) {
            int schema = Integer.parseInt(PgBackup.text(owner, PgBackup.SCHEMA));
            if (schema > manifest.schema()) {
                throw new Unfit("the database has the schema " + schema + " and the backup the older "
                        + manifest.schema() + "; restore it into a database without tables");
            }
        }
    }

    /**
     * Fills it.
     *
     * @param owner a connection of the role that owns the tables, which have the backup's schema
     * @throws Unfit when what the file holds does not hold together; then nothing was changed
     */
    public static void into(Connection owner, Archive archive) throws IOException, SQLException {
        owner.setAutoCommit(false);
        try {
            fill(owner, archive);
            owner.commit();
        } catch (SQLException refused) {
            throw new Unfit("the backup was not restored: " + refused.getMessage(), refused);
        } finally {
            owner.rollback();
        }
        owner.setAutoCommit(true);
        run(owner, "ANALYZE");
    }

    private static void fill(Connection owner, Archive archive) throws IOException, SQLException {
        var tables = column(owner, OUR_TABLES, 1);
        known(archive.manifest(), tables);
        // Made anew at the end, so each is held against the rows then; a table's owner may do that, and needs no more.
        var links = column(owner, LINKS, 2);
        for (var drop : column(owner, LINKS, 1)) {
            run(owner, drop);
        }
        for (var table : tables) {
            run(owner, "ALTER TABLE public." + table + " DISABLE TRIGGER USER");
        }
        for (var table : archive.manifest().tables()) {
            copy(owner, archive, table);
        }
        for (var sequence : archive.manifest().sequences().entrySet()) {
            run(owner, "SELECT setval('public.\"" + sequence.getKey() + "\"', " + sequence.getValue() + ")");
        }
        for (var statement : AFTERWARDS) {
            run(owner, statement);
        }
        for (var link : links) {
            run(owner, link);
        }
        for (var table : tables) {
            run(owner, "ALTER TABLE public." + table + " ENABLE TRIGGER USER");
        }
        verify(owner);
    }

    /** Names come from a file, and are used in statements: only those that are there. */
    private static void known(Manifest manifest, List<String> tables) throws IOException {
        var lacking = new TreeSet<>(Set.copyOf(tables));
        PgBackup.LEFT_OUT.forEach(lacking::remove);
        for (var table : manifest.tables()) {
            if (!lacking.remove(table.name())) {
                throw new Unfit("the backup has a table that is not Vädra's: " + table.name());
            }
            if (!String.join("", table.columns()).matches("[a-z0-9_\"]*")) {
                throw new Unfit("the backup has a column that is not Vädra's in the table " + table.name());
            }
        }
        if (!manifest.sequences().keySet().stream().allMatch(name -> name.matches("[a-z0-9_]+"))) {
            throw new Unfit("the backup has a sequence that is not Vädra's");
        }
        if (!lacking.isEmpty()) {
            throw new Unfit("the backup lacks tables: " + String.join(", ", lacking));
        }
    }

    private static void copy(Connection owner, Archive archive, Manifest.Table table) throws IOException, SQLException {
        // Migrations put rows into some.
        run(owner, "TRUNCATE public.\"" + table.name() + "\"");
        try (var in = archive.table(table)) {
            long rows = owner.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + PgBackup.columns(table) + " FROM STDIN", in);
            if (rows != table.rows()) {
                throw new Unfit("the table " + table.name() + " has " + rows + " rows, and not " + table.rows());
            }
        }
    }

    private static void verify(Connection owner) throws IOException, SQLException {
        var fault = PgBackup.text(owner, "SELECT ledger_fault()");
        if (!fault.isEmpty()) {
            throw new Unfit("the ledger's chain does not hold at row " + fault);
        }
        // Backups of earlier schemas have no such chain.
        if (is(owner, "SELECT to_regprocedure('public.staff_act_fault()') IS NOT NULL")) {
            var act = PgBackup.text(owner, "SELECT staff_act_fault()");
            if (!act.isEmpty()) {
                throw new Unfit("the chain of what the staff did does not hold at row " + act);
            }
        }
        var gaps = PgBackup.text(owner, GAPS);
        if (!gaps.equals("0")) {
            throw new Unfit("the logs of " + gaps + " rooms have gaps");
        }
    }

    private static boolean is(Connection owner, String question) throws SQLException {
        return PgBackup.text(owner, question).equals("t");
    }

    private static List<String> column(Connection owner, String question, int place) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(place));
            }
        }
        return texts;
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
