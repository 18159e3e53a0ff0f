package io.enginehub.store.jdbc;

import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plans and needs that numbers in the database stand for. There are few; none ever means something else. */
final class Names {
    private static final int MOST = 10_000;

    private final Sql findPlan;
    private final Sql findNeed;
    private final Map<Long, PlanHash> plans = new ConcurrentHashMap<>();
    private final Map<Long, Need> needs = new ConcurrentHashMap<>();

    Names(Dialect dialect, String prefix) {
        this.findPlan = dialect.select("t.hash", prefix + "plan t", Column.list("id long"));
        this.findNeed = dialect.select("t.algorithms", prefix + "need t", Column.list("id long"));
    }

    PlanHash plan(Script script, long number) throws SQLException {
        PlanHash known = plans.get(number);
        return known != null ? known : remember(plans, number, new PlanHash(text(script, findPlan, number)));
    }

    Need need(Script script, long number) throws SQLException {
        Need known = needs.get(number);
        return known != null ? known : remember(needs, number, Need.parse(text(script, findNeed, number)));
    }

    private static <T> T remember(Map<Long, T> names, long number, T name) {
        if (names.size() >= MOST) {
            names.clear();
        }
        names.put(number, name);
        return name;
    }

    private static String text(Script script, Sql sql, long number) throws SQLException {
        List<String> found = new ArrayList<>();
        script.read(sql, List.<Object[]>of(new Object[] {number}), row -> found.add(row.text()));
        script.run();
        if (found.isEmpty()) {
            throw new SQLException("The database holds a process of plan or need " + number + ", which is not there.");
        }
        return found.get(0);
    }
}
