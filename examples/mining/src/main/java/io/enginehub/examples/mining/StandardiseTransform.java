package io.enginehub.examples.mining;

import io.enginehub.api.Payload;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings columns to mean 0 and deviation 1, as {@code trainer.standardise} has learned; leaves others as they are. */
public final class StandardiseTransform extends TypedAlgorithm<Standardisation, Payload, Payload> {
    public StandardiseTransform() {
        super("transform.standardise", Standardisation.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, Payload> load(Standardisation model) {
        return (input, step) -> {
            Table table = Table.read(input);
            double[][] rows = table.numbers(model.names());
            List<Column> standardised = new ArrayList<>();
            for (int j = 0; j < model.columns().size(); j++) {
                Scale scale = model.columns().get(j);
                double[] values = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    values[i] = scale.apply(rows[i][j]);
                }
                standardised.add(Column.ofNumbers(scale.name(), values));
            }
            return table.replace(standardised).toPayload();
        };
    }

    @Override
    public String description() {
        return "Brings the columns of a table to mean 0 and deviation 1.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("transform", "table");
    }
}
