package io.enginehub.store.jdbc;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists processes, newest first, by sequence: a page begins below the last one of the page before. */
final class ProcessList {
    private static final int CHUNK = 1000;

    private final Tables tables;
    private final ProcessQuery query;
    private final Sql sql;
    private final List<ProcessRow> found = new ArrayList<>();
    private long below;

    ProcessList(Tables tables, ProcessQuery query) {
        this.tables = tables;
        this.query = query;
        this.below = query.after() == null ? Long.MAX_VALUE : number(query.after());
        String statuses = query.statuses().isEmpty()
                ? ""
                : " AND t.status IN ("
                        + query.statuses().stream()
                                .map(status -> Integer.toString(Codes.of(status)))
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ")" + (isOpen() ? " AND t.ended IS NULL" : isFailed() ? " AND t.status > 2" : "");
        this.sql = tables.dialect.query(
                "below long, flow text, most int",
                "SELECT " + ProcessTable.COLUMNS + " FROM " + tables.process.from
                        + " WHERE t.seq < :below AND (:flow = '' OR t.flow = :flow)" + statuses
                        + " ORDER BY t.seq DESC LIMIT :most");
    }

    private static long number(String page) {
        try {
            return Long.parseLong(page);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + page + "' is not what a page before this one has named as next.", e);
        }
    }

    /** Whether an index holds just what may be found. */
    private boolean isOpen() {
        return query.statuses().stream().noneMatch(ProcessStatus::isTerminal);
    }

    private boolean isFailed() {
        return query.statuses().stream().allMatch(status -> status.isTerminal() && status != ProcessStatus.FINISHED);
    }

    Page<ProcessRow> page(Script script) throws SQLException {
        int wanted = query.limit() + 1;
        int most = query.labels().isEmpty() ? wanted : CHUNK;
        boolean more = true;
        while (more && found.size() < wanted) {
            List<ProcessRow> chunk = new ArrayList<>();
            String flow = query.flow() == null ? "" : query.flow();
            script.read(
                    sql,
                    List.<Object[]>of(new Object[] {below, flow, most}),
                    row -> chunk.add(tables.process.read(script, row)));
            script.run();
            for (ProcessRow row : chunk) {
                below = row.head().seq();
                if (row.head().labels().entrySet().containsAll(query.labels().entrySet())) {
                    found.add(row);
                }
            }
            more = chunk.size() == most;
        }
        if (found.size() < wanted) {
            return new Page<>(found, null);
        }
        List<ProcessRow> page = found.subList(0, query.limit());
        return new Page<>(page, Long.toString(page.get(page.size() - 1).head().seq()));
    }
}
