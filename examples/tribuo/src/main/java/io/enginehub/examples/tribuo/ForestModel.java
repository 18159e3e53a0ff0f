package io.enginehub.examples.tribuo;

import io.enginehub.api.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** A fitted forest, and the payload that it is between a trainer and a classifier. */
final class ForestModel {
    private static final String TYPE = "application/x-protobuf";

    private final Model<Label> model;

    ForestModel(Model<Label> model) {
        this.model = model;
    }

    static ForestModel read(Payload payload) throws IOException {
        if (!payload.contentType().equals(TYPE)) {
            throw new IllegalArgumentException("the model must be what trainer.randomForest gives, " + TYPE
                    + ", and it is " + payload.contentType());
        }
        return new ForestModel(Model.deserializeFromStream(new ByteArrayInputStream(payload.toBytes()))
                .castModel(Label.class));
    }

    /** The bytes also hold the time of the training: two fits are never equal as bytes, though they predict the same. */
    Payload toPayload() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.serializeToStream(bytes);
        return Payload.ofBytes(TYPE, bytes.toByteArray());
    }

    /** The columns that it was fitted on. */
    List<String> columns() {
        List<String> names = new ArrayList<>();
        model.getFeatureIDMap().forEach(feature -> names.add(feature.getName()));
        return names;
    }

    List<String> label(List<Example<Label>> examples) {
        List<String> labels = new ArrayList<>();
        for (Prediction<Label> prediction : model.predict(examples)) {
            labels.add(prediction.getOutput().getLabel());
        }
        return labels;
    }
}
