package io.enginehub.core.sim;

import io.enginehub.api.Explanation;
import io.enginehub.api.Failure;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.Accepted;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has to happen in the seeds of a build, and how often at the least. */
final class Minimums {
    private static final long OFTEN = 1000;
    private static final long SOMETIMES = 100;
    private static final long SELDOM = 10;

    /** What cannot happen, and why. */
    private static final Map<String, String> NEVER = Map.of(
            "Recorded.Kind.INCOMPLETE", "only a dispatcher with a bug proposes such an end; RecordsTest has it",
            "Recorded.Kind.NO_SUCH",
                    "history keeps what ended for longer than reports are under way; RecordsTest has it",
            "Failure.Kind.AGENT_LOST", "is tried again without end, or becomes POISON; counted as an attempt",
            "Failure.Kind.TOO_LARGE", "payloads are small here; BadAlgorithmTest has it",
            "Failure.Kind.ENGINE", "no part of the engine gives it today");

    private Minimums() {}

    private static Map<String, Long> all() {
        Map<String, Long> least = new LinkedHashMap<>();
        each(least, Fault.values(), SOMETIMES);
        each(least, Faults.Fate.values(), SOMETIMES);
        each(least, ProcessStatus.values(), SOMETIMES);
        each(least, SessionState.values(), SOMETIMES);
        each(least, Recorded.Kind.values(), SELDOM);
        each(least, Accepted.values(), SOMETIMES);
        each(least, Failure.Kind.values(), SELDOM);
        each(least, Explanation.Reason.values(), SELDOM);
        for (String reply : List.of("Ok", "Refused", "Unknown")) {
            least.put("Reply." + reply, SOMETIMES);
        }
        for (String message : List.of(
                "awaitWork",
                "claim",
                "record",
                "renew",
                "release",
                "results",
                "drop",
                "lines",
                "report",
                "status",
                "handle",
                "load",
                "unpin")) {
            least.put("message " + message, SOMETIMES);
        }
        for (String operation : HubTable.operations()) {
            least.put("message " + operation, SELDOM);
        }
        for (String answer : List.of(
                "claim again",
                "claim HELD something",
                "claim that waited",
                "claim that waited in vain",
                "process claimed as it came",
                "result without a line",
                "result with lines",
                "lines with nothing wrong",
                "load explained with how far it is",
                "answered with output",
                "answered with failure",
                "claim HELD nothing",
                "claim LOST nothing",
                "claim SUPERSEDED nothing",
                "renewal HELD",
                "renewal LOST",
                "renewal with losses",
                "submit Accepted",
                "submit AllAccepted",
                "submit Full",
                "no room for a list",
                "submit NoFlow",
                "submit Conflict",
                "move made",
                "move not made",
                "move of nothing",
                "attempt ALGORITHM",
                "attempt MODEL",
                "attempt INPUT",
                "attempt TIMEOUT",
                "attempt AGENT_LOST",
                "loss of a dead agent",
                "drained d",
                "drained a",
                "deploy live",
                "deploy failed",
                "process of a deployed flow",
                "promoted",
                "result FINISHED",
                "result FAILED",
                "result CANCELLED",
                "result TIMED_OUT",
                "message cut off",
                "reply cut off",
                "process forgotten",
                "session forgotten",
                "result of a forgotten process",
                "setting of slots",
                "setting of most pending",
                "setting of drained dispatcher",
                "setting of drained agent")) {
            least.put(answer, SELDOM);
        }
        least.put("listener told", OFTEN);
        return least;
    }

    private static void each(Map<String, Long> least, Enum<?>[] values, long count) {
        for (Enum<?> value : values) {
            if (!NEVER.containsKey(Coverage.name(value))) {
                least.put(Coverage.name(value), count);
            }
        }
    }

    /** What has not happened often enough, with the counts. */
    static List<String> missed(Coverage coverage) {
        List<String> missed = new ArrayList<>();
        all().forEach((what, least) -> {
            if (coverage.of(what) < least) {
                missed.add(what + ": " + coverage.of(what) + " of " + least);
            }
        });
        return missed;
    }
}
