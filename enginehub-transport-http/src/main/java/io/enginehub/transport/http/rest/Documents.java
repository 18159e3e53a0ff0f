package io.enginehub.transport.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents that are more than one value of the API. */
final class Documents {
    private Documents() {}

    static ObjectNode process(ProcessInstance process) {
        ObjectNode document = (ObjectNode) RestJson.write(process);
        millis(document, process.times().started(), process.times().ended());
        return document;
    }

    static ObjectNode step(Step step) {
        ObjectNode document = (ObjectNode) RestJson.write(step);
        millis(document, step.started(), step.ended());
        return document;
    }

    private static void millis(ObjectNode document, @Nullable Instant started, @Nullable Instant ended) {
        if (started != null && ended != null) {
            document.put("millis", Duration.between(started, ended).toMillis());
        }
    }

    /** A process that was submitted, with nothing but itself. */
    static ObjectNode accepted(ProcessInstance process) {
        ObjectNode document = RestJson.NODES.objectNode();
        document.set("process", process(process));
        return document;
    }

    static ObjectNode result(ProcessResult result) {
        ObjectNode document = accepted(result.process());
        ArrayNode steps = document.putArray("steps");
        result.steps().forEach(step -> steps.add(step(step)));
        document.set("logs", RestJson.write(result.logs()));
        document.set("warnings", RestJson.write(result.warnings()));
        if (result.process().status() == ProcessStatus.FINISHED) {
            document.set("output", PayloadJson.write(result.output()));
        }
        return document;
    }

    static <T> ObjectNode page(Page<T> page, Function<T, JsonNode> item) {
        ObjectNode document = items(page.items(), item);
        if (page.next() != null) {
            document.put("next", page.next());
        }
        return document;
    }

    static <T> ObjectNode items(List<T> all, Function<T, JsonNode> item) {
        ObjectNode document = RestJson.NODES.objectNode();
        ArrayNode items = document.putArray("items");
        all.forEach(each -> items.add(item.apply(each)));
        return document;
    }
}
