package io.enginehub.examples.mining;

import io.enginehub.api.Payload;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Labels the rows of a table: gives one label a row, in the order of the rows. Columns that it does not need may be
 * there or not, the label's among them.
 *
 * @param <F> what the trainer of the same name has learned
 */
abstract class Classifier<F extends Fitted> extends TypedAlgorithm<F, Payload, List<String>> {
    private final String how;

    Classifier(String name, Class<F> fitted, String how) {
        super("classifier." + name, fitted, Payload.class);
        this.how = how;
    }

    @Override
    public final TypedModel<Payload, List<String>> load(F fitted) {
        RowLabeller labeller = fitted.labeller();
        return (input, step) -> Arrays.stream(Table.read(input).numbers(fitted.columns()))
                .map(labeller::label)
                .toList();
    }

    @Override
    public final String description() {
        return "Labels the rows of a table by " + how + ".";
    }

    @Override
    public final Set<String> tags() {
        return Set.of("classifier", "classification");
    }
}
