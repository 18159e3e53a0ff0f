package io.enginehub.examples.mining;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.Processor;
import io.enginehub.api.Reference;
import io.enginehub.api.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** A flow worked through one processor after the other, with the algorithms that the service file names. */
final class FlowRun {
    private final Map<String, Algorithm> algorithms = new HashMap<>();
    private final Map<String, Payload> outputs = new HashMap<>();
    private final ProcessFlow flow;

    FlowRun(ProcessFlow flow, Payload input) {
        this.flow = flow;
        outputs.put("", input);
        ServiceLoader.load(Algorithm.class).forEach(each -> algorithms.put(each.name(), each));
    }

    Payload output() {
        return value(flow.output());
    }

    private Payload value(Shape shape) {
        if (shape.single().isPresent()) {
            return value(shape.single().get());
        }
        StringBuilder json = new StringBuilder();
        for (Shape.Part part : shape.parts()) {
            json.append(part.literal());
            if (part.reference() != null) {
                json.append(value(part.reference()).text());
            }
        }
        return Payload.ofJson(json.toString());
    }

    private Payload value(Reference reference) {
        if (!outputs.containsKey(reference.processor())) {
            Processor processor = flow.processors().get(reference.processor());
            Payload model = processor.modelFrom().map(this::value).orElseGet(processor::model);
            Payload input = value(processor.input());
            outputs.put(reference.processor(), Run.run(algorithms.get(processor.algorithm()), model, input));
        }
        return outputs.get(reference.processor()).at(reference.pointer());
    }
}
