package io.enginehub.store.jdbc;

/** The statements of history that are not by a key. */
final class HistorySql {
    private static final String RUNNABLE = "t.need = :need AND t.status = 0 AND t.wait_until IS NULL";
    /**
     * Looked up need by need, so that it takes as long for a million processes as for one. Of EXISTS, PostgreSQL may make a
     * look at all of them.
     */
    private static final String ANY =
            "(SELECT 1 FROM %s WHERE t.need = n.id AND t.status = 0 AND t.wait_until IS NULL AND t.epoch %s 0"
                    + " LIMIT 1) IS NOT NULL";

    final Sql flows;
    final Sql active;
    final Sql expired;
    final Sql due;
    final Sql nextDue;
    final Sql runnable;
    final Sql pending;
    final Sql ahead;
    final Sql oldestEnded;

    HistorySql(Tables tables) {
        Dialect dialect = tables.dialect;
        String process = tables.process.name + " t";
        // why a query of its own: the time is asked for once then, and an index serves the comparison
        String now = dialect.now() == null ? ":now" : "(SELECT " + dialect.now() + ")";
        flows = dialect.query("", "SELECT " + FlowTable.COLUMNS + " FROM " + tables.flow.from + " ORDER BY 1, 2");
        active = dialect.query(
                "flow text, version int",
                "SELECT 1 FROM " + process
                        + " WHERE t.flow = :flow AND t.version = :version AND t.ended IS NULL LIMIT 1");
        expired = dialect.query(
                "now long, most int",
                "SELECT " + SessionTable.COLUMNS + " FROM " + tables.session.name + " t"
                        + " WHERE t.state = 0 AND t.expires <= " + now + " AND (SELECT 1 FROM " + tables.process.name
                        + " p WHERE p.owner = t.incarnation AND p.status = 1 LIMIT 1) IS NOT NULL ORDER BY t.name LIMIT :most");
        due = dialect.query(
                "now long, most int",
                "SELECT t.id FROM " + process + " WHERE t.due <= " + now + " ORDER BY t.due LIMIT :most");
        nextDue = dialect.query("", "SELECT min(t.due) FROM " + process + " WHERE t.due IS NOT NULL");
        runnable = dialect.query(
                "",
                "SELECT n.algorithms FROM " + tables.need.name + " n WHERE " + ANY.formatted(process, "=") + " OR "
                        + ANY.formatted(process, ">"));
        pending = dialect.query(
                "",
                "SELECT n.algorithms, q.waits, q.wait_for, q.many, q.oldest FROM (SELECT t.need,"
                        + " CASE WHEN t.wait_until IS NULL THEN 0 ELSE 1 END AS waits, t.wait_for, count(*) AS many,"
                        + " min(t.submitted) AS oldest FROM " + process
                        + " WHERE t.status = 0 AND t.ended IS NULL GROUP BY 1, 2, 3) q JOIN " + tables.need.name
                        + " n ON n.id = q.need");
        ahead = dialect.query(
                "need long, returned int, seq long",
                "SELECT (SELECT count(*) FROM " + process + " WHERE " + RUNNABLE
                        + " AND t.epoch > 0 AND (:returned = 0 OR t.seq < :seq)) + CASE WHEN :returned = 1 THEN 0"
                        + " ELSE (SELECT count(*) FROM " + process + " WHERE " + RUNNABLE
                        + " AND t.epoch = 0 AND t.seq < :seq) END");
        oldestEnded = dialect.query(
                "most int",
                "SELECT t.id, t.ended FROM " + process + " WHERE t.ended IS NOT NULL ORDER BY t.ended LIMIT :most");
    }
}
