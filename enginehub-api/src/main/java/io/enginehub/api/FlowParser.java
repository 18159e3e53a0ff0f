package io.enginehub.api;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a flow from JSON. Goes on after a fault, so that all are told at once. */
final class FlowParser {
    static final int FORMAT = 1;
    static final String REFERENCE_FORMS = "Refer to a processor as \"key\", to a part of its output as"
            + " \"key#/pointer\", to the process's input as \"#\"";
    static final String REFERENCE_REMEDY = REFERENCE_FORMS + "; texts that are constants belong in a model";
    static final String TWICE = "the key stands twice";
    static final String TWICE_REMEDY = "Keep one of the two";

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
            root = JsonTree.read(json, FlowPath.ROOT, path -> parser.fault(path, TWICE, TWICE_REMEDY));
        } catch (PayloadException e) {
            throw new InvalidFlowException(List.of(new FlowFault(
                    FlowPath.ROOT, String.valueOf(e.getMessage()), "Mend the JSON first; nothing else was read")));
        }
        return parser.flow(root);
    }

    private ProcessFlow flow(JsonNode root) {
        boolean keysTwice = !faults.isEmpty();
        if (!root.isObject()) {
            fault(FlowPath.ROOT, "a flow is an object, not " + kind(root), "Write {\"format\": 1, \"key\": …}");
            throw new InvalidFlowException(faults);
        }
        boolean known = known(root, FlowPath.ROOT, FLOW_KEYS);
        format(root.get("format"));
        ProcessFlow.Builder flow = ProcessFlow.builder(text(root, FlowPath.ROOT, "key", "flow", "Name the flow"));
        flow.edgesHidden = keysTwice || !known;
        processors(flow, root.get("processors"));
        if (root.has("output")) {
            flow.output = shape("output", root.get("output"));
            flow.edgesHidden |= flow.output == null;
        }
        flow.deadline = duration(root, FlowPath.ROOT, "deadline");
        flow.faults.addAll(0, faults);
        return flow.build();
    }

    private void format(@Nullable JsonNode format) {
        if (format == null) {
            fault("format", "it is missing", "Write \"format\": " + FORMAT);
        } else if (!format.isNumber() || !format.asText().equals(String.valueOf(FORMAT))) {
            String what = format.isNumber() ? Names.quoted(format.asText()) : kind(format);
            fault("format", what + " is no format that is known", "Write \"format\": " + FORMAT);
        }
    }

    private void processors(ProcessFlow.Builder flow, @Nullable JsonNode processors) {
        if (processors == null || !processors.isObject()) {
            fault(
                    "processors",
                    processors == null ? "it is missing" : "it is " + kind(processors) + ", not an object",
                    "Write an object with each processor under its key");
            flow.processorsUnread = true;
            return;
        }
        for (Map.Entry<String, JsonNode> entry : processors.properties()) {
            processor(flow, entry.getKey(), entry.getValue());
        }
    }

    private void processor(ProcessFlow.Builder flow, String key, JsonNode json) {
        String path = FlowPath.member("processors", key);
        if (!json.isObject()) {
            fault(path, "a processor is an object, not " + kind(json), "Write {\"algorithm\": …}");
            flow.edgesHidden = true;
            flow.processor(key, "unknown"); // why: so that nobody who refers to it is told that it is not there
            return;
        }
        flow.edgesHidden |= !known(json, path, PROCESSOR_KEYS);
        flow.processor(
                key,
                text(json, path, "algorithm", "unknown", "Name the algorithm"),
                processor -> fill(processor, path, json));
    }

    private void fill(Processor.Builder processor, String path, JsonNode json) {
        model(processor, path, json);
        if (json.has("input")) {
            Shape shape = shape(path + ".input", json.get("input"));
            processor.edgesHidden |= shape == null;
            processor.input = shape == null ? processor.input : shape;
        }
        if (json.has("after")) {
            List<String> keys = keys(path + ".after", json.get("after"));
            processor.edgesHidden |= keys == null;
            processor.after = keys == null ? processor.after : keys;
        }
        if (json.has("retry")) {
            processor.retry = retry(path + ".retry", json.get("retry"));
        }
        processor.timeout = duration(json, path, "timeout");
    }

    private void model(Processor.Builder processor, String path, JsonNode json) {
        if (json.has("model")) {
            processor.hasModel = true;
            processor.model = Payload.of(json.get("model")); // why no minifying: the tree has no white space
        }
        if (json.has("modelBytes")) {
            if (processor.hasModel) {
                fault(path + ".modelBytes", FlowChecks.TWO_MODELS, FlowChecks.TWO_MODELS_REMEDY);
            }
            Payload bytes = bytes(path + ".modelBytes", json.get("modelBytes"));
            if (bytes != null) {
                processor.model(bytes);
            }
            processor.hasModel = true;
        }
        if (json.has("modelFrom")) {
            if (json.get("modelFrom").isTextual()) {
                processor.modelFrom(json.get("modelFrom").textValue());
            } else {
                processor.hasModelFrom = true;
                processor.edgesHidden = true;
                fault(path + ".modelFrom", "it is " + kind(json.get("modelFrom")) + ", not a text", REFERENCE_REMEDY);
            }
        }
    }

    private @Nullable Shape shape(String path, JsonNode json) {
        return Shape.parse(json, path, (inside, problem) -> fault(inside, problem, REFERENCE_REMEDY));
    }

    private @Nullable List<String> keys(String path, JsonNode json) {
        if (!json.isArray()) {
            fault(path, "it is " + kind(json) + ", not an array of processor keys", "Write [\"key\"]");
            return null;
        }
        List<String> keys = new ArrayList<>();
        boolean texts = true;
        for (JsonNode key : json) {
            if (!key.isTextual()) {
                fault(
                        FlowPath.item(path, keys.size()),
                        "it is " + kind(key) + ", not a processor key",
                        "Write \"key\"");
                texts = false;
            }
            keys.add(key.asText());
        }
        return texts ? keys : null;
    }

    private @Nullable Payload bytes(String path, JsonNode json) {
        String remedy = "Write {\"type\": \"application/octet-stream\", \"base64\": …}";
        if (!json.isObject()) {
            fault(path, "it is " + kind(json) + ", not an object", remedy);
            return null;
        }
        known(json, path, BYTES_KEYS);
        for (String member : List.of("type", "base64")) {
            JsonNode text = json.get(member);
            if (text == null || !text.isTextual()) {
                fault(
                        path + "." + member,
                        text == null ? "it is missing" : "it is " + kind(text) + ", not a text",
                        remedy);
            }
        }
        if (!json.path("type").isTextual() || !json.path("base64").isTextual()) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.get("base64").textValue());
        } catch (IllegalArgumentException e) {
            fault(path + ".base64", "it is not base64", "Give the bytes in base64 (RFC 4648, section 4), in one line");
            return null;
        }
        try {
            return Payload.ofBytes(json.get("type").textValue(), bytes).checked();
        } catch (IllegalArgumentException e) {
            fault(path + ".type", String.valueOf(e.getMessage()), "Give a type such as application/octet-stream");
            return null;
        } catch (PayloadException e) {
            fault(path + ".base64", String.valueOf(e.getMessage()), "Mend the JSON, or give it another type");
            return null;
        }
    }

    private Retry retry(String path, JsonNode json) {
        if (!json.isObject()) {
            fault(path, "it is " + kind(json) + ", not an object", "Write {\"maxAttempts\": 3, \"backoff\": \"PT1S\"}");
            return Retry.DEFAULT;
        }
        known(json, path, RETRY_KEYS);
        return new Retry(
                attempts(path, json.get("maxAttempts")),
                delay(path, json, "backoff", Retry.DEFAULT.backoff()),
                multiplier(path, json.get("multiplier")),
                delay(path, json, "maxBackoff", Retry.DEFAULT.maxBackoff()));
    }

    private int attempts(String path, @Nullable JsonNode json) {
        if (json == null) {
            return Retry.DEFAULT.maxAttempts();
        }
        // why by length: so that nothing overflows; the longest that is allowed is 1000
        boolean whole =
                json.asToken() == JsonToken.VALUE_NUMBER_INT && json.asText().length() < 10;
        if (!whole || !Retry.isAttempts(Integer.parseInt(json.asText()))) {
            fault(
                    path + ".maxAttempts",
                    shown(json) + " is no whole number from 1 to " + Retry.MAX_ATTEMPTS,
                    "Give the number of attempts in all, such as 3");
            return Retry.DEFAULT.maxAttempts();
        }
        return Integer.parseInt(json.asText());
    }

    private double multiplier(String path, @Nullable JsonNode json) {
        if (json == null) {
            return Retry.DEFAULT.multiplier();
        }
        double multiplier = json.isNumber() ? Double.parseDouble(json.asText()) : Double.NaN;
        if (!Retry.isMultiplier(multiplier)) {
            fault(
                    path + ".multiplier",
                    shown(json) + " is no number from 1 to " + Retry.MAX_MULTIPLIER,
                    "Give the factor by which each delay grows, such as 2");
            return Retry.DEFAULT.multiplier();
        }
        return multiplier;
    }

    private Duration delay(String path, JsonNode parent, String member, Duration otherwise) {
        Duration delay = duration(parent, path, member);
        if (delay != null && !Retry.isDelay(delay)) {
            fault(
                    FlowPath.member(path, member),
                    delay + " is not from PT0S to " + FlowChecks.MAX_DURATION,
                    "Give a delay such as \"PT5S\" for 5 seconds");
            return otherwise;
        }
        return delay == null ? otherwise : delay;
    }

    private @Nullable Duration duration(JsonNode parent, String path, String member) {
        JsonNode json = parent.get(member);
        if (json == null) {
            return null;
        }
        try {
            if (json.isTextual()) {
                return Duration.parse(json.textValue());
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        fault(
                FlowPath.member(path, member),
                shown(json) + " is no duration",
                "Write an ISO-8601 duration in quotes, such as \"PT5S\" for 5 seconds");
        return null;
    }

    private String text(JsonNode parent, String path, String member, String otherwise, String remedy) {
        JsonNode json = parent.get(member);
        if (json != null && json.isTextual()) {
            return json.textValue();
        }
        fault(
                FlowPath.member(path, member),
                json == null ? "it is missing" : "it is " + kind(json) + ", not a text",
                remedy + " with " + Names.RULE);
        return otherwise;
    }

    /** Tells the members that are not known; false when there are any. */
    private boolean known(JsonNode json, String path, Set<String> keys) {
        boolean known = true;
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = member.getKey();
            String inside = FlowPath.member(path, name);
            if (keys.contains(name)) {
                continue;
            }
            known = false;
            if (LATER_KEYS.contains(name)) {
                fault(inside, "it comes in a later format", "Leave it out; this is format " + FORMAT);
            } else {
                String all =
                        keys.stream().sorted().reduce((a, b) -> a + ", " + b).orElseThrow();
                fault(inside, "the key is not known", "Use one of " + all);
            }
        }
        return known;
    }

    private static String shown(JsonNode json) {
        return json.isNumber() || json.isTextual() ? Names.quoted(json.asText()) : kind(json);
    }

    private static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN, NULL -> json.asText();
            case BINARY, MISSING, POJO -> json.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new FlowFault(path, problem, remedy));
    }
}
