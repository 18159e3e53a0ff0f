package io.enginehub.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks whether what must hold of all rows of a store holds. Reads only. */
final class StoreAudit {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EXAMPLES = 5;

    /** What must hold, and the ids of the processes for which it does not: of tables with {@code ${p}} as their prefix. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        rule(
                "A RUNNING process has an owner.",
                "status = 1 AND (owner IS NULL OR owner_name IS NULL OR claimed IS NULL)");
        rule(
                "The session of a RUNNING process's owner is HELD.",
                "status = 1 AND NOT EXISTS (SELECT 1 FROM ${p}session s WHERE s.name = t.owner_name"
                        + " AND s.incarnation = t.owner AND s.state = 0)");
        rule("A process that was claimed has an epoch above 0.", "status = 1 AND epoch < 1");
        rule(
                "A process has a time of its end when it has ended, and only then.",
                "(status > 1) <> (ended IS NOT NULL)");
        rule("A process that has ended is due for nothing.", "status > 1 AND due IS NOT NULL");
        rule(
                "A process is due at its deadline, or earlier at the end of its wait.",
                "status < 2 AND coalesce(due, -1) <> coalesce(CASE WHEN wait_until IS NULL THEN deadline WHEN deadline IS"
                        + " NULL OR wait_until < deadline THEN wait_until ELSE deadline END, -1)");
        rule("Only a PENDING process waits.", "status <> 0 AND wait_until IS NOT NULL");
        rule(
                "A FINISHED process has an output.",
                "status = 2 AND NOT EXISTS (SELECT 1 FROM ${p}payload o WHERE o.process = t.id AND o.name = '=')");
        rule("A FAILED process says why.", "status = 3 AND fault IS NULL");
        rule("A process's flow is there.", "NOT EXISTS (SELECT 1 FROM ${p}plan l WHERE l.id = t.plan)");
        rule("What a process needs is there.", "NOT EXISTS (SELECT 1 FROM ${p}need n WHERE n.id = t.need)");
        rule(
                "A process that nobody has claimed has no steps and no attempts.",
                "epoch = 0 AND (EXISTS (SELECT 1 FROM ${p}step s WHERE s.process = t.id)"
                        + " OR EXISTS (SELECT 1 FROM ${p}attempt a WHERE a.process = t.id))");
        for (String child : List.of("step", "payload", "attempt", "log")) {
            RULES.put(
                    "Each row of " + child + " belongs to a process.",
                    "SELECT DISTINCT c.process FROM ${p}" + child + " c WHERE NOT EXISTS (SELECT 1 FROM ${p}process t"
                            + " WHERE t.id = c.process)");
        }
    }

    private final Tables tables;
    private final Script script;
    private final List<Finding> findings = new ArrayList<>();

    private StoreAudit(Tables tables, Script script) {
        this.tables = tables;
        this.script = script;
    }

    private static void rule(String what, String broken) {
        RULES.put(what, "SELECT t.id FROM ${p}process t WHERE " + broken);
    }

    /** All that is wrong. */
    static List<Finding> run(Connection connection, Tables tables) throws SQLException {
        StoreAudit audit = new StoreAudit(tables, tables.dialect.script(connection));
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            audit.look(rule.getKey(), audit.sql(rule.getValue()));
        }
        audit.steps();
        audit.counts();
        return audit.findings;
    }

    private String sql(String text) {
        return text.replace("${p}", tables.prefix);
    }

    private void look(String rule, String sql) throws SQLException {
        long[] count = new long[1];
        List<String> examples = new ArrayList<>();
        script.read(
                new Sql("SELECT count(*) FROM (" + sql + ") q", List.of()), Sql.ONCE, row -> count[0] = row.number());
        script.read(
                new Sql(sql + " LIMIT " + EXAMPLES, List.of()),
                Sql.ONCE,
                row -> examples.add(row.uuid().toString()));
        script.run();
        if (count[0] > 0) {
            findings.add(new Finding(rule, count[0], examples));
        }
    }

    /** Flow by flow, since each has so many steps. */
    private void steps() throws SQLException {
        Map<Long, Integer> wanted = new LinkedHashMap<>();
        script.read(new Sql(sql("SELECT id, body FROM ${p}plan"), List.of()), Sql.ONCE, row -> {
            long plan = row.number();
            wanted.put(plan, processors(row.text()));
        });
        script.run();
        for (Map.Entry<Long, Integer> plan : wanted.entrySet()) {
            look(
                    "A FINISHED process of a flow of " + plan.getValue() + " processors has as many steps.",
                    sql("SELECT t.id FROM ${p}process t WHERE t.status = 2 AND t.plan = " + plan.getKey()
                            + " AND (SELECT count(*) FROM ${p}step s WHERE s.process = t.id) <> " + plan.getValue()));
        }
    }

    private static int processors(String flow) {
        try {
            return JSON.readTree(flow).path("processors").size();
        } catch (JsonProcessingException e) {
            return -1; // why: a flow that cannot be read has no finished process
        }
    }

    private void counts() throws SQLException {
        count("PENDING", "pending", "status = 0");
        count("ended", "ended", "ended IS NOT NULL");
    }

    private void count(String what, String column, String where) throws SQLException {
        long[] numbers = new long[2];
        script.read(
                new Sql(
                        sql("SELECT (SELECT coalesce(sum(" + column + "), 0) FROM ${p}counts), (SELECT count(*) FROM"
                                + " ${p}process WHERE " + where + ")"),
                        List.of()),
                Sql.ONCE,
                row -> {
                    numbers[0] = row.number();
                    numbers[1] = row.number();
                });
        script.run();
        if (numbers[0] != numbers[1]) {
            findings.add(new Finding(
                    "As many processes are " + what + " as the table counts says.",
                    1,
                    List.of("it says " + numbers[0] + ", and there are " + numbers[1])));
        }
    }
}
