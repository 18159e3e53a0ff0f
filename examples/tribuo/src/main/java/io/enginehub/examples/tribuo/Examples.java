package io.enginehub.examples.tribuo;

import io.enginehub.examples.mining.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/** Rows of a table as Tribuo takes them. */
final class Examples {
    private Examples() {}

    static List<Example<Label>> labelled(Table table, List<String> columns) {
        return of(table, columns, table.labels());
    }

    static List<Example<Label>> unlabelled(Table table, List<String> columns) {
        return of(table, columns, List.of());
    }

    private static List<Example<Label>> of(Table table, List<String> columns, List<String> labels) {
        String[] names = columns.toArray(String[]::new);
        double[][] rows = table.numbers(columns);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Label label = labels.isEmpty() ? LabelFactory.UNKNOWN_LABEL : new Label(labels.get(i));
            examples.add(new ArrayExample<>(label, names, rows[i]));
        }
        return examples;
    }
}
