package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Learns mean and deviation of each column of numbers, the label left out. */
public final class StandardiseTrainer extends TypedAlgorithm<StandardiseTrainer.Settings, Payload, Standardisation> {
    /**
     * @param label the label's column, which is left as it is; by default the one that the table names
     * @param columns the columns to standardise; by default all of numbers
     */
    record Settings(@Nullable String label, @Nullable List<String> columns) {}

    public StandardiseTrainer() {
        super("trainer.standardise", Settings.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, Standardisation> load(Settings settings) {
        return (input, step) -> {
            Table table = Table.read(input).withLabel(settings.label());
            if (table.rows() == 0) {
                throw new InputException("There is nothing to learn from: the table has no rows.");
            }
            List<String> names =
                    Objects.requireNonNullElseGet(settings.columns(), () -> table.names(Column.Type.NUMBER));
            List<Scale> scales = new ArrayList<>();
            double[][] rows = table.numbers(names);
            for (int j = 0; j < names.size(); j++) {
                int column = j;
                scales.add(Scale.of(
                        names.get(j),
                        List.of(rows).stream().mapToDouble(row -> row[column]).toArray()));
            }
            return new Standardisation(scales);
        };
    }

    @Override
    public String description() {
        return "Learns mean and deviation of each column of numbers.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("trainer", "table");
    }
}
