package io.enginehub.api;

import java.util.Objects;

/**
 * An {@link Algorithm} whose model, input and output are Java types, read from and written as JSON.
 *
 * <p>A model with an unknown key or a missing primitive is refused with the place named; unknown keys of an input are
 * ignored. An input that does not fit fails the step with kind {@code INPUT}, a model that does not with {@code MODEL}.
 *
 * @param <P> the model's type: a record, class or array
 * @param <I> the input's type; {@link Payload} passes the input as it is
 * @param <O> the output's type; a {@link Payload} passes as it is
 */
public abstract class TypedAlgorithm<P, I, O> implements Algorithm {
    private final String name;
    private final Class<P> model;
    private final Class<I> input;

    protected TypedAlgorithm(String name, Class<P> model, Class<I> input) {
        this.name = name;
        this.model = model;
        this.input = input;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Model load(Payload model) throws Exception {
        TypedModel<I, O> loaded = load(JsonBinding.strict(model, this.model));
        Objects.requireNonNull(loaded, () -> "Algorithm '" + name + "' loaded null.");
        return new Model() {
            @Override
            public Payload apply(Payload in, StepContext step) throws Exception {
                I typed;
                try {
                    typed = in.as(input);
                } catch (PayloadException e) {
                    throw new InputException(String.valueOf(e.getMessage()));
                }
                O output = loaded.apply(typed, step);
                try {
                    return Payload.of(output);
                } catch (PayloadException e) { // why: the output is the algorithm's fault, not the input's
                    if (e.isTooLarge()) {
                        throw e;
                    }
                    throw new IllegalStateException(String.valueOf(e.getMessage()), e);
                }
            }

            @Override
            public void close() {
                loaded.close();
            }
        };
    }

    /** Makes a loaded model of parameters; see {@link Algorithm#load(Payload)}. */
    public abstract TypedModel<I, O> load(P model) throws Exception;
}
