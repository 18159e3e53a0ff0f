package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a labelled table into rows to train with and rows to test with. Each label keeps its share in both; the rows
 * keep their order. Cells that are no numbers in a column of numbers are told here, where the lines of the file are
 * still known.
 */
public final class TableSplit extends TypedAlgorithm<TableSplit.Settings, Payload, Payload> {
    /**
     * @param label the label's column; by default the one that the table names
     * @param trainShare the part of the rows to train with, between 0 and 1; 0.7 by default
     * @param seed the same seed gives the same split; 1 by default
     */
    record Settings(
            @Nullable String label,
            @Nullable Double trainShare,
            @Nullable Long seed) {
        Settings {
            if (trainShare != null && !(trainShare > 0 && trainShare < 1)) {
                throw new IllegalArgumentException("\"trainShare\" must lie between 0 and 1, and it is " + trainShare);
            }
        }

        double share() {
            return trainShare == null ? 0.7 : trainShare;
        }

        long drawnBy() {
            return seed == null ? 1 : seed;
        }
    }

    public TableSplit() {
        super("table.split", Settings.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, Payload> load(Settings settings) {
        return (input, step) -> {
            Table table = Table.read(input).withLabel(settings.label());
            Strata strata = new Strata(table.labels(), settings.drawnBy());
            double[][] checked = table.numbers(table.names(Column.Type.NUMBER));
            int[] train = strata.draw(settings.share());
            int[] test = strata.others(train);
            if (train.length == 0 || test.length == 0) {
                throw new InputException("A table of " + checked.length
                        + " rows cannot be split; some label must have two rows or more.");
            }
            step.log(train.length + " rows to train with, " + test.length + " to test with");
            return parts(table.select(train), table.select(test));
        };
    }

    private static Payload parts(Table train, Table test) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("train", train.toJson());
        parts.put("test", test.toJson());
        return Payload.of(parts);
    }

    @Override
    public String description() {
        return "Splits a labelled table into rows to train with and rows to test with.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("table");
    }
}
