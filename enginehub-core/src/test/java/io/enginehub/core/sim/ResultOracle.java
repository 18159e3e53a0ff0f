package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.Explanation;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StepStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applications are told: it must be what was committed. */
final class ResultOracle {
    /** A hub looks once a second what other hubs have ended, and its answer is up to four seconds on its way. */
    private static final long NOTICED = 8 * SECOND;

    private final Oracle oracle;

    ResultOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** An await was answered; it was asked when the process had that epoch. */
    void got(ProcessId id, long epoch, ProcessResult result) {
        ProcessInstance told = result.process();
        Seen seen = oracle.seen(id);
        oracle.coverage.count("result " + told.status());
        oracle.check(told.status().isTerminal(), () -> "a result of " + id + " came, and it is " + told.status());
        oracle.check(
                seen.was(told.status(), told.epoch()), () -> "a result of " + id + " tells what never was: " + told);
        oracle.check(
                told.epoch() >= epoch, () -> "a result of " + id + " tells of a run before the one that was awaited");
        if (told.status() == ProcessStatus.FINISHED) {
            Payload output = seen.others.get(ProcessHistory.OUTPUT);
            oracle.check(
                    result.output().equals(output), () -> "a result of " + id + " has another output than is recorded");
            oracle.coverage.count(seen.lines == 0 ? "result without a line" : "result with lines");
            oracle.check(
                    result.logs().isEmpty() == (seen.lines == 0),
                    () -> "a result of " + id + " has " + result.logs().size() + " lines, and " + seen.lines
                            + " are recorded");
            oracle.check(
                    result.steps().stream().allMatch(step -> step.status() == StepStatus.FINISHED),
                    () -> "a result of " + id + " has steps that are not finished: " + result.steps());
        }
    }

    /** An await was answered: history holds the process no longer. */
    void gone(ProcessId id) {
        oracle.coverage.count("result of a forgotten process");
        oracle.check(oracle.seen(id).forgotten, () -> "a hub does not know process " + id + " (P1)");
    }

    /**
     * An await was not answered.
     *
     * @param calm nothing has gone wrong since it was asked
     */
    void missed(ProcessId id, boolean calm, long patience) {
        Seen seen = oracle.seen(id);
        boolean ended = seen.row.status().isTerminal() && oracle.now() - seen.since > NOTICED + SECOND;
        oracle.check(
                !calm || !ended || oracle.now() - patience < oracle.calmSince() + Oracle.SETTLED,
                () -> "process " + id + " has ended and who awaits it is not told");
    }

    /** A hub shows a process, at this moment. */
    @Nullable
    ProcessInstance sees(ProcessId id, Optional<ProcessInstance> found) {
        oracle.check(found.isPresent() || oracle.seen(id).forgotten, () -> "process " + id + " is not found (P1)");
        if (found.isPresent()) {
            boolean same = found.get().equals(oracle.seen(id).row.snapshot());
            oracle.check(same, () -> "process " + id + " is shown otherwise than it is");
        }
        return found.orElse(null);
    }

    /** A dispatcher has said why a process is where it is. */
    void explained(Reply<Explanation> reply) {
        if (reply instanceof Reply.Ok<Explanation> ok) {
            oracle.coverage.count(ok.value().reason());
            Double fraction = ok.value().fraction();
            if (fraction != null) {
                oracle.coverage.count("load explained with how far it is");
                oracle.check(
                        ok.value().reason() == Explanation.Reason.MODEL_LOADING && fraction == SampleAlgorithm.LOADED,
                        () -> "a load says that it is elsewhere than at " + ok.value());
            }
        }
    }

    /** A hub says why a process is where it is, at this moment. */
    Explanation explained(ProcessId id, Explanation explanation) {
        oracle.coverage.count(explanation.reason());
        oracle.check(
                explanation.reason()
                        == Explanation.Reason.ENDED
                        == oracle.seen(id).row.status().isTerminal(),
                () -> "process " + id + " is " + oracle.seen(id).row.status() + " and explained by " + explanation);
        return explanation;
    }
}
