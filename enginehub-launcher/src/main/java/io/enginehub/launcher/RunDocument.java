package io.enginehub.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Failure;
import io.enginehub.api.LogLine;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A process as one JSON document for scripts. */
final class RunDocument {
    private RunDocument() {}

    static JsonNode of(ProcessResult result) {
        ProcessInstance process = result.process();
        ObjectNode document = head(process);
        ArrayNode steps = document.putArray("steps");
        result.steps().forEach(step -> steps.add(step(step)));
        document.set(
                "output",
                process.status() == ProcessStatus.FINISHED ? Json.of(result.output()) : Json.NODES.nullNode());
        document.set("logs", lines(result.logs()));
        document.set("warnings", lines(result.warnings()));
        return document;
    }

    /** A process among others: what stands at the head of its own document, and whether its run is gone. */
    static JsonNode of(Histories.Found found) {
        return head(found.process()).put("runIsGone", found.isLeft());
    }

    private static ObjectNode head(ProcessInstance process) {
        ObjectNode document = Json.NODES.objectNode();
        document.put("id", process.id().toString());
        document.put("flow", process.flow().key());
        document.put("status", process.status().name());
        ObjectNode labels = document.putObject("labels");
        new TreeMap<>(process.labels()).forEach(labels::put);
        document.put("submitted", process.times().submitted().toString());
        times(document, process.times().started(), process.times().ended());
        document.set("failure", failure(process.failure()));
        return document;
    }

    private static ObjectNode step(Step step) {
        ObjectNode json = Json.NODES.objectNode();
        json.put("processor", step.processor());
        json.put("algorithm", step.algorithm());
        json.put("status", step.status().name());
        json.put("attempts", step.attempts());
        json.put("agent", step.agent());
        times(json, step.started(), step.ended());
        json.set("failure", failure(step.failure()));
        return json;
    }

    private static void times(ObjectNode json, @Nullable Instant started, @Nullable Instant ended) {
        json.put("started", started == null ? null : started.toString());
        json.put("ended", ended == null ? null : ended.toString());
        if (started != null && ended != null) {
            json.put("millis", Duration.between(started, ended).toMillis());
        }
    }

    private static JsonNode failure(@Nullable Failure failure) {
        if (failure == null) {
            return Json.NODES.nullNode();
        }
        return Json.NODES
                .objectNode()
                .put("kind", failure.kind().name())
                .put("processor", failure.processor())
                .put("message", failure.message());
    }

    private static ArrayNode lines(List<LogLine> lines) {
        ArrayNode json = Json.NODES.arrayNode();
        for (LogLine line : lines) {
            json.addObject()
                    .put("at", line.at().toString())
                    .put("processor", line.processor())
                    .put("attempt", line.attempt())
                    .put("level", line.level().name())
                    .put("text", line.text());
        }
        return json;
    }
}
