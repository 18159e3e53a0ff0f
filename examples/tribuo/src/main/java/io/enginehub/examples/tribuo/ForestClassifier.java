package io.enginehub.examples.tribuo;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.examples.mining.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Labels the rows of a table by a random forest: one label a row, in the order of the rows. */
public final class ForestClassifier implements Algorithm {
    @Override
    public String name() {
        return "classifier.randomForest";
    }

    @Override
    public Model load(Payload model) throws IOException {
        ForestModel forest = ForestModel.read(model);
        List<String> columns = forest.columns();
        return (input, step) -> Payload.of(forest.label(Examples.unlabelled(Table.read(input), columns)));
    }

    @Override
    public String description() {
        return "Labels the rows of a table by a random forest.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("classifier", "classification");
    }
}
