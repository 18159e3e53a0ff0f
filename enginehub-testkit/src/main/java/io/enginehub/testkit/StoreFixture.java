package io.enginehub.testkit;

import static io.enginehub.testkit.SampleRows.NOON;
import static io.enginehub.testkit.SampleRows.PLAN;
import static io.enginehub.testkit.SampleRows.id;
import static io.enginehub.testkit.SampleRows.need;
import static io.enginehub.testkit.SampleRows.running;

import io.enginehub.api.LogLine;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Need;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Reads;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.StepLines;
import io.enginehub.api.spi.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A store that is opened for each test, and short ways to write and read. The subjects of {@link ProcessStoreContract}
 * are a chain of classes on top of it, so that all tests run under the name of the store's own test.
 */
abstract class StoreFixture {
    static final Need TREE = need("classifier.tree");
    static final Need BAYES = need("classifier.bayes");
    static final Need BOTH = need("classifier.tree", "classifier.bayes");

    private @Nullable ProcessStore opened;

    /** Opens an empty store, once for each test. The test closes it. */
    protected abstract ProcessStore open();

    @BeforeEach
    void openStore() {
        opened = open();
        write(writes -> writes.put(new PlanRow(PLAN, "{}")));
    }

    @AfterEach
    void closeStore() {
        store().close();
    }

    final ProcessStore store() {
        return Objects.requireNonNull(opened, "the store is not open");
    }

    final void write(Consumer<Writes> fill) {
        store().transact(new Reads(), rows -> {
            Writes writes = new Writes();
            fill.accept(writes);
            return writes;
        });
    }

    /** Updates a process, which a transaction has to read before it does so. */
    final void update(ProcessRow row) {
        store().transact(new Reads().process(row.id()), rows -> {
            Writes writes = new Writes();
            writes.update(row);
            return writes;
        });
    }

    final <T extends @Nullable Object> T read(Reads reads, Function<Rows, T> look) {
        List<T> seen = new ArrayList<>();
        store().transact(reads, rows -> {
            seen.add(look.apply(rows));
            return new Writes();
        });
        return seen.get(seen.size() - 1);
    }

    final ProcessRow stored(ProcessId process) {
        return store().history().find(process).orElseThrow();
    }

    final void insert(ProcessRow... rows) {
        write(writes -> List.of(rows).forEach(writes::insert));
    }

    final ProcessRow claim(int number, MemberId owner, long claimNumber) {
        ProcessRow row = running(stored(id(number)), owner, claimNumber);
        update(row);
        return row;
    }

    final List<ProcessId> claimable(int limit, Need... needs) {
        return read(
                new Reads().claimable(List.of(needs), limit),
                rows -> rows.claimable().stream().map(ProcessRow::id).toList());
    }

    static StepLines.Line line(String text) {
        return new StepLines.Line(NOON, LogLine.Level.INFO, text);
    }
}
