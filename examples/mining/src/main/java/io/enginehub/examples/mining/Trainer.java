package io.enginehub.examples.mining;

import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import io.enginehub.examples.mining.table.Table;
import java.util.Set;

/**
 * Learns from a labelled table. Deterministic: the same table and settings give the same fitted model, on any machine.
 *
 * @param <S> the settings, which are the algorithm's model
 * @param <F> what is learned, which is the model of the classifier of the same name
 */
abstract class Trainer<S extends TrainerSettings, F extends Fitted> extends TypedAlgorithm<S, Payload, F> {
    private final String learns;

    Trainer(String name, Class<S> settings, String learns) {
        super("trainer." + name, settings, Payload.class);
        this.learns = learns;
    }

    abstract F fit(TrainingSet examples, S settings, StepContext step) throws Exception;

    @Override
    public final TypedModel<Payload, F> load(S settings) {
        return (input, step) -> fit(TrainingSet.of(Table.read(input), settings), settings, step);
    }

    @Override
    public final String description() {
        return "Learns " + learns + " from a labelled table.";
    }

    @Override
    public final Set<String> tags() {
        return Set.of("trainer", "classification");
    }
}
