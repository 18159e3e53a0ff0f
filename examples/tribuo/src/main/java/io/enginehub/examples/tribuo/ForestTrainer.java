package io.enginehub.examples.tribuo;

import io.enginehub.api.InputException;
import io.enginehub.api.Payload;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Column;
import io.enginehub.examples.mining.table.Table;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Learns a random forest from the columns of numbers of a labelled table (L. Breiman, <i>Random Forests</i>, 2001), with
 * Tribuo. Columns of text are left out.
 */
public final class ForestTrainer extends TypedAlgorithm<ForestTrainer.Settings, Payload, Payload> {
    // why a field: the level is forgotten when nobody holds the logger. Tribuo tells of each tree, at INFO
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    /**
     * @param label the label's column; by default the one that the table names
     * @param trees how many; 100 by default
     * @param maxDepth the most questions between root and leaf; 10 by default
     * @param seed the same seed gives a forest that predicts the same; 1 by default
     */
    record Settings(
            @Nullable String label,
            @Nullable Integer trees,
            @Nullable Integer maxDepth,
            @Nullable Long seed) {
        Settings {
            if (trees != null && trees < 1 || maxDepth != null && maxDepth < 1) {
                throw new IllegalArgumentException("\"trees\" and \"maxDepth\" must be at least 1");
            }
        }

        // why one for each event: a trainer of Tribuo counts what it has trained and draws other numbers each time, so
        // that a step that is tried again would give another forest
        Trainer<Label> trainer(int columns) {
            long seeded = seed == null ? 1 : seed;
            float share = Math.min(0.99f, (float) (Math.sqrt(columns) / columns)); // why below 1: Tribuo refuses 1
            return new RandomForestTrainer<>(
                    new CARTClassificationTrainer(
                            maxDepth == null ? 10 : maxDepth, 1f, 0f, share, false, new GiniIndex(), seeded),
                    new VotingCombiner(),
                    trees == null ? 100 : trees,
                    seeded);
        }
    }

    public ForestTrainer() {
        super("trainer.randomForest", Settings.class, Payload.class);
    }

    @Override
    public TypedModel<Payload, Payload> load(Settings settings) {
        return (input, step) -> {
            Table table = Table.read(input).withLabel(settings.label());
            List<String> columns = table.names(Column.Type.NUMBER);
            List<Example<Label>> examples = Examples.labelled(table, columns);
            if (examples.isEmpty() || columns.isEmpty()) {
                throw new InputException("There is nothing to learn from: the table has " + examples.size()
                        + " rows and " + columns.size() + " columns of numbers.");
            }
            LabelFactory labels = new LabelFactory();
            var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("a table", labels), labels);
            dataset.addAll(examples);
            return new ForestModel(settings.trainer(columns.size()).train(dataset)).toPayload();
        };
    }

    @Override
    public String description() {
        return "Learns a random forest from a labelled table.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("trainer", "classification");
    }
}
