package io.enginehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a flow from JSON. Goes on after a fault, so that all are told at once. */
final class FlowParser {
    static final int FORMAT = 1;
    static final String REFERENCE_REMEDY =
            "Refer to a processor as \"key\", to a part of its output as \"key#/pointer\", to the process's input as \"#\"";

    private static final Set<String> FLOW_KEYS = Set.of("format", "key", "processors", "output", "deadline");
    private static final Set<String> PROCESSOR_KEYS =
            Set.of("algorithm", "model", "modelBytes", "modelFrom", "input", "after", "retry", "timeout");
    private static final Set<String> LATER_KEYS = Set.of("each", "when", "flow", "signal");
    private static final Set<String> RETRY_KEYS = Set.of("maxAttempts", "backoff", "multiplier", "maxBackoff");
    private static final Set<String> BYTES_KEYS = Set.of("type", "base64");

    private final List<FlowFault> faults = new ArrayList<>();

    private FlowParser() {}

    static ProcessFlow parse(String json) {
        FlowParser parser = new FlowParser();
        JsonNode root;
        try {
            root = JsonTree.read(
                    json, path -> parser.fault(path, "the key stands twice in its object", "Keep one of them"));
        } catch (PayloadException e) {
            throw new InvalidFlowException(List.of(new FlowFault(
                    "$", trimDot(String.valueOf(e.getMessage())), "Mend the JSON first; nothing else was read")));
        }
        return parser.flow(root);
    }

    private ProcessFlow flow(JsonNode root) {
        if (!root.isObject()) {
            throw new InvalidFlowException(
                    List.of(new FlowFault("$", "a flow is a JSON object", "Write {\"format\": 1, \"key\": …}")));
        }
        known(root, "", FLOW_KEYS);
        JsonNode format = root.get("format");
        if (format == null || !format.isIntegralNumber() || format.asInt() != FORMAT) {
            fault("format", format == null ? "it is missing" : format + " is not known", "Write \"format\": " + FORMAT);
        }
        ProcessFlow.Builder flow = ProcessFlow.builder(text(root, "", "key", "flow"));
        JsonNode processors = root.get("processors");
        if (processors == null || !processors.isObject()) {
            fault(
                    "processors",
                    processors == null ? "it is missing" : "it is no object",
                    "Write an object of processors by their keys");
        } else {
            for (Map.Entry<String, JsonNode> entry : processors.properties()) {
                processor(flow, entry.getKey(), entry.getValue());
            }
        }
        if (root.has("output")) {
            flow.output = shape("output", root.get("output"));
        }
        flow.deadline = duration(root, "deadline", "deadline");
        flow.faults.addAll(0, faults);
        return flow.build();
    }

    private void processor(ProcessFlow.Builder flow, String key, JsonNode json) {
        String path = "processors." + key;
        if (!json.isObject()) {
            fault(path, "a processor is an object", "Write {\"algorithm\": …}");
            return;
        }
        known(json, path, PROCESSOR_KEYS);
        flow.processor(key, text(json, path + ".", "algorithm", "unknown"), processor -> fill(processor, path, json));
    }

    private void fill(Processor.Builder processor, String path, JsonNode json) {
        if (json.has("model")) {
            processor.model(Payload.ofJson(json.get("model").toString()));
        }
        if (json.has("modelBytes")) {
            if (processor.model != null) {
                fault(path + ".modelBytes", "the model stands there twice", "Keep one of model, modelBytes, modelFrom");
            }
            processor.model = bytes(path + ".modelBytes", json.get("modelBytes"));
        }
        if (json.has("modelFrom")) {
            if (json.get("modelFrom").isTextual()) {
                processor.modelFrom(json.get("modelFrom").textValue());
            } else {
                fault(path + ".modelFrom", "it is no text", REFERENCE_REMEDY);
            }
        }
        if (json.has("input")) {
            Shape shape = shape(path + ".input", json.get("input"));
            processor.input = shape == null ? processor.input : shape;
        }
        if (json.has("after")) {
            processor.after = keys(path + ".after", json.get("after"));
        }
        if (json.has("retry")) {
            processor.retry = retry(path + ".retry", json.get("retry"));
        }
        processor.timeout = duration(json, path + ".timeout", "timeout");
    }

    private @Nullable Shape shape(String path, JsonNode json) {
        return Shape.parse(json, (inside, problem) -> fault(path + inside, problem, REFERENCE_REMEDY));
    }

    private List<String> keys(String path, JsonNode json) {
        List<String> keys = new ArrayList<>();
        boolean texts = json.isArray();
        for (JsonNode key : json) {
            texts &= key.isTextual();
            keys.add(key.asText());
        }
        if (!texts) {
            fault(path, "it is no array of processor keys", "Write [\"key\"]");
            return new ArrayList<>();
        }
        return keys;
    }

    private @Nullable Payload bytes(String path, JsonNode json) {
        known(json, path, BYTES_KEYS);
        JsonNode type = json.path("type");
        JsonNode base64 = json.path("base64");
        if (!type.isTextual() || !base64.isTextual()) {
            fault(path, "type or base64 is missing", "Write {\"type\": \"application/octet-stream\", \"base64\": …}");
            return null;
        }
        try {
            return Payload.ofBytes(type.textValue(), Base64.getDecoder().decode(base64.textValue()))
                    .checked();
        } catch (IllegalArgumentException | PayloadException e) {
            fault(path, trimDot(String.valueOf(e.getMessage())), "Give the bytes in base64 (RFC 4648), with padding");
            return null;
        }
    }

    private Retry retry(String path, JsonNode json) {
        if (!json.isObject()) {
            fault(path, "it is no object", "Write {\"maxAttempts\": 3, \"backoff\": \"PT1S\"}");
            return Retry.DEFAULT;
        }
        known(json, path, RETRY_KEYS);
        JsonNode attempts = json.path("maxAttempts");
        JsonNode multiplier = json.path("multiplier");
        if (json.has("maxAttempts") && !attempts.canConvertToInt()
                || json.has("multiplier") && !multiplier.isNumber()) {
            fault(path, "maxAttempts or multiplier is no number", "Write {\"maxAttempts\": 3, \"multiplier\": 2}");
            return Retry.DEFAULT;
        }
        Duration backoff = duration(json, path + ".backoff", "backoff");
        Duration maxBackoff = duration(json, path + ".maxBackoff", "maxBackoff");
        try {
            return new Retry(
                    attempts.asInt(Retry.DEFAULT.maxAttempts()),
                    backoff == null ? Retry.DEFAULT.backoff() : backoff,
                    multiplier.asDouble(Retry.DEFAULT.multiplier()),
                    maxBackoff == null ? Retry.DEFAULT.maxBackoff() : maxBackoff);
        } catch (IllegalArgumentException e) {
            fault(path, String.valueOf(e.getMessage()), "Give a value in that range");
            return Retry.DEFAULT;
        }
    }

    private @Nullable Duration duration(JsonNode parent, String path, String member) {
        JsonNode json = parent.get(member);
        if (json == null) {
            return null;
        }
        try {
            return Duration.parse(json.isTextual() ? json.textValue() : json.toString());
        } catch (DateTimeParseException e) {
            fault(path, json + " is no duration", "Write an ISO-8601 duration, such as \"PT5S\" for 5 seconds");
            return null;
        }
    }

    private String text(JsonNode parent, String path, String member, String otherwise) {
        JsonNode json = parent.get(member);
        if (json == null || !json.isTextual()) {
            fault(path + member, json == null ? "it is missing" : "it is no text", "Write a text of " + Names.RULE);
            return otherwise;
        }
        return json.textValue();
    }

    private void known(JsonNode json, String path, Set<String> keys) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = member.getKey();
            String inside = path.isEmpty() ? name : path + "." + name;
            if (LATER_KEYS.contains(name)) {
                fault(inside, "it comes in a later format", "Leave it out; this is format " + FORMAT);
            } else if (!keys.contains(name)) {
                String all =
                        keys.stream().sorted().reduce((a, b) -> a + ", " + b).orElseThrow();
                fault(inside, "the key is not known", "Use one of " + all);
            }
        }
    }

    private static String trimDot(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new FlowFault(path, problem, remedy));
    }
}
