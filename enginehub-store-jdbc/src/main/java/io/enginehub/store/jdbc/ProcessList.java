package io.enginehub.store.jdbc;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessMark;
import io.enginehub.api.spi.ProcessRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists processes, newest first: a page begins behind the last one of the page before. */
final class ProcessList {
    private static final int CHUNK = 1000;

    private final Tables tables;
    private final ProcessQuery query;
    final Sql sql;
    private final List<ProcessRow> found = new ArrayList<>();
    private ProcessMark mark;

    ProcessList(Tables tables, ProcessQuery query) {
        this.tables = tables;
        this.query = query;
        this.mark = ProcessMark.start(query);
        String statuses = query.statuses().isEmpty()
                ? ""
                : " AND t.status IN ("
                        + query.statuses().stream()
                                .map(status -> Integer.toString(Codes.of(status)))
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ")" + (isOpen() ? " AND t.ended IS NULL" : isFailed() ? " AND t.status > 2" : "");
        this.sql = tables.dialect.query(
                "before long, below long, since long, flow text, most int",
                "SELECT " + ProcessTable.COLUMNS + " FROM " + tables.process.from
                        + " WHERE (t.submitted, t.seq) < (:before, :below) AND t.submitted >= :since"
                        + " AND (:flow = '' OR t.flow = :flow)" + statuses
                        + " ORDER BY t.submitted DESC, t.seq DESC LIMIT :most");
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
        String flow = query.flow() == null ? "" : query.flow();
        long since = query.since() == null ? Long.MIN_VALUE : Times.microsUp(query.since());
        int most = query.labels().isEmpty() ? wanted : CHUNK;
        boolean more = true;
        while (more && found.size() < wanted) {
            List<ProcessRow> chunk = new ArrayList<>();
            script.read(
                    sql,
                    List.<Object[]>of(new Object[] {Times.microsUp(mark.submitted()), mark.seq(), since, flow, most}),
                    row -> chunk.add(tables.process.read(script, row)));
            script.run();
            for (ProcessRow row : chunk) {
                mark = ProcessMark.of(row.head());
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
        return new Page<>(page, ProcessMark.of(page.get(page.size() - 1).head()).toString());
    }
}
