package io.enginehub.core.sim;

import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.StepOutcome;
import java.util.List;

/** What dispatchers are told of the outcomes that they report: it must be what was committed, one by one. */
final class RecordOracle {
    private final Oracle oracle;

    RecordOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    void answered(MemberId owner, List<StepOutcome> outcomes, Reply<List<Recorded>> answer) {
        if (answer instanceof Reply.Ok<List<Recorded>> ok) {
            for (int i = 0; i < outcomes.size(); i++) {
                StepOutcome outcome = outcomes.get(i);
                Recorded.Kind kind = ok.value().get(i).kind();
                oracle.check(
                        isTrue(owner, outcome, kind),
                        () -> owner + " was told " + kind + " of " + outcome + ", and that is not so (P3)");
            }
        }
    }

    private boolean isTrue(MemberId owner, StepOutcome outcome, Recorded.Kind kind) {
        Held held = outcome.held();
        Seen seen = oracle.seen(held.process());
        ProcessRow row = seen.row;
        boolean holds = owner.equals(row.owner()) && row.epoch() == held.epoch();
        return switch (kind) {
            case APPLIED -> isThere(seen, outcome) && (outcome.end() == null || !holds);
            case DUPLICATE -> outcome.result() != null;
            case FENCED -> !holds;
            case TERMINAL -> row.status().isTerminal() || row.epoch() > held.epoch();
            case NO_SUCH -> seen.forgotten;
            case INCOMPLETE -> true;
        };
    }

    private static boolean isThere(Seen seen, StepOutcome outcome) {
        return outcome.result() == null
                || outcome.result().output() == null
                || seen.steps.containsKey(outcome.result().key().step());
    }
}
