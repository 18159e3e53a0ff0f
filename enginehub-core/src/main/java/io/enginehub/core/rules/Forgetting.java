package io.enginehub.core.rules;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.Reads;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Forgets processes that have ended, and other rows that are of no more use.
 *
 * @param ids processes that were outdated when history was looked at
 * @param ages how long ago, by the store's time, rows of these kinds have to be of no more use
 * @param most so many rows of a kind at the most
 */
public record Forgetting(List<ProcessId> ids, Map<Prune.Kind, Duration> ages, int most) implements Operation<Boolean> {
    @Override
    public void reads(Reads reads) {
        ids.forEach(reads::process);
    }

    @Override
    public Boolean decide(Ledger ledger) {
        for (ProcessId id : ids) {
            ProcessRow row = ledger.process(id);
            if (row != null && row.status().isTerminal()) { // why: an operator may have retried it meanwhile
                ledger.delete(id);
            }
        }
        ages.forEach((kind, age) -> ledger.prune(new Prune(kind, ledger.now().minus(age), most)));
        return true;
    }
}
