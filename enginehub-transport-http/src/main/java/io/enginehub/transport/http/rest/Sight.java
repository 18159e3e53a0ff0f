package io.enginehub.transport.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Hub;
import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.Step;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher has seen of a process. Its name is the id of an event: the last line of the log, and a sum over status and
 * steps. Who comes back with it misses nothing and gets no line twice; status and steps, which are snapshots, come again
 * where any of them has changed.
 *
 * @param line the number of the last line
 * @param sum over status and steps; empty: none was seen
 * @param steps what was sent of each step; empty where only the sum is known
 */
record Sight(long line, String sum, @Nullable JsonNode process, Map<String, JsonNode> steps) {
    /** Chars after which a look says no more lines: a slow reader holds up to so much. */
    private static final int MAX_PIECE = 256 << 10;

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})(?:-([0-9a-f]{1,8}))?");

    /**
     * What a look has found.
     *
     * @param events to send, in the form of Server-Sent Events; empty: nothing has changed
     * @param seen what the watcher has seen when it got them
     * @param hasMore whether there are more lines at once
     * @param isLast whether the process has ended, and this is all of it
     */
    record Look(String events, Sight seen, boolean hasMore, boolean isLast) {}

    static Sight from(long line) {
        return new Sight(line, "", null, Map.of());
    }

    /** What the id of an event stands for. */
    static Sight parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new ProblemException(
                    Problem.badRequest("Header 'Last-Event-ID' is no id of an event of this stream."));
        }
        String sum = parts.group(2);
        return new Sight(Long.parseLong(parts.group(1)), sum == null ? "" : sum, null, Map.of());
    }

    private String name() {
        return sum.isEmpty() ? Long.toString(line) : line + "-" + sum;
    }

    /** Looks what has changed since. Blocks. */
    Look look(Hub hub, ProcessId id, boolean logsOnly) {
        ProcessInstance process = hub.find(id).orElseThrow(() -> UnknownProcessException.of(id));
        // why in this order: when it has ended, what is read after that is all of it
        Map<String, JsonNode> steps = logsOnly ? Map.of() : steps(hub, id);
        Page<LogLine> lines = hub.logs(id, line);
        boolean terminal = process.status().isTerminal();
        StringBuilder events = new StringBuilder();
        Sight now = this;
        if (!logsOnly && !terminal) {
            now = now.snapshots(process, steps, events);
        }
        int told = 0;
        while (told < lines.items().size() && events.length() < MAX_PIECE) {
            LogLine each = lines.items().get(told++);
            now = new Sight(each.number(), now.sum, now.process, now.steps);
            event(events, "log", now.name(), RestJson.write(each));
        }
        boolean hasMore = told < lines.items().size() || lines.next() != null;
        if (!logsOnly && terminal && !hasMore) {
            now = now.snapshots(process, steps, events);
        }
        return new Look(events.toString(), now, hasMore, terminal && !hasMore);
    }

    private static Map<String, JsonNode> steps(Hub hub, ProcessId id) {
        Map<String, JsonNode> steps = new LinkedHashMap<>();
        for (Step step : hub.steps(id)) {
            steps.put(step.processor(), Documents.step(step));
        }
        return steps;
    }

    /** Sends the steps that have changed and the status if it has; the status comes last when it is the last. */
    private Sight snapshots(ProcessInstance process, Map<String, JsonNode> now, StringBuilder events) {
        ObjectNode document = Documents.process(process);
        String nowSum = sum(document, now);
        if (nowSum.equals(sum)) {
            return new Sight(line, sum, document, now);
        }
        Sight after = new Sight(line, nowSum, document, now);
        Map<String, JsonNode> changed = new LinkedHashMap<>(now);
        changed.entrySet().removeIf(step -> {
            JsonNode before = steps.get(step.getKey());
            return before != null && lasting(step.getValue()).equals(lasting(before));
        });
        boolean moved = !document.equals(this.process);
        boolean statusLast = process.status().isTerminal();
        int left = changed.size() + (moved ? 1 : 0);
        if (moved && !statusLast) {
            left--;
            event(events, "status", left == 0 ? after.name() : name(), document);
        }
        for (JsonNode step : changed.values()) {
            left--;
            // why the new name only with the last: who is cut off before it gets them all again
            event(events, "step", left == 0 ? after.name() : name(), step);
        }
        if (moved && statusLast) {
            event(events, "status", after.name(), document);
        }
        return after;
    }

    private static String sum(JsonNode process, Map<String, JsonNode> steps) {
        CRC32 sum = new CRC32();
        sum.update(process.toString().getBytes(UTF_8));
        steps.values().forEach(step -> sum.update(lasting(step).toString().getBytes(UTF_8)));
        return Long.toHexString(sum.getValue());
    }

    /** A step without what is told in relation to now while it runs, and so is never twice the same to the last digit. */
    private static JsonNode lasting(JsonNode step) {
        ObjectNode lasting = step.deepCopy();
        if (!step.has("ended")) {
            lasting.remove(List.of("started", "nextAttempt"));
        }
        return lasting;
    }

    private static void event(StringBuilder events, String type, String id, JsonNode data) {
        events.append("id: ").append(id).append("\nevent: ").append(type).append("\ndata: ");
        events.append(data).append("\n\n");
    }
}
