package io.enginehub.store.jdbc;

import org.jspecify.annotations.Nullable;

/** All tables of one prefix in one dialect. */
final class Tables {
    final Dialect dialect;
    final String prefix;
    final ProcessTable process;
    final StepTable step;
    final PayloadTable payload;
    final AttemptTable attempt;
    final LogTable log;
    final SessionTable session;
    final RequestTable request;
    final FlowTable flow;
    final PlanTable plan;
    final NeedTable need;
    final LookTable look;
    final CountTable counts;
    /** See {@link Dialect#lock}. */
    final @Nullable Sql lock;
    /** The times that were written down last. */
    final Sql latest;

    Tables(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;
        this.process = new ProcessTable(dialect, prefix);
        this.step = new StepTable(dialect, prefix);
        this.payload = new PayloadTable(dialect, prefix);
        this.attempt = new AttemptTable(dialect, prefix);
        this.log = new LogTable(dialect, prefix);
        this.session = new SessionTable(dialect, prefix);
        this.request = new RequestTable(dialect, prefix);
        this.flow = new FlowTable(dialect, prefix);
        this.plan = new PlanTable(dialect, prefix);
        this.need = new NeedTable(dialect, prefix);
        this.look = new LookTable(dialect, prefix);
        this.counts = new CountTable(dialect, prefix);
        this.lock = dialect.lock();
        this.latest = dialect.all("(SELECT max(ended) FROM " + process.name
                + " WHERE ended IS NOT NULL) UNION ALL SELECT" + " max(submitted) FROM " + process.name);
    }
}
