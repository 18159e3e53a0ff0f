package io.enginehub.api;

import java.util.Set;

/**
 * The code that an agent runs. Thread-safe; one agent hosts exactly one algorithm. The parameters of an algorithm at
 * one place in a flow are its <em>model</em>, a trained tree's weights included: {@link #load} makes a loaded model of
 * them, which then handles many inputs.
 */
public interface Algorithm {
    /** The dotted catalogue path, such as {@code classifier.decisionTree}: {@code [A-Za-z0-9_.-]{1,100}}. */
    String name();

    /** The version of the code, for people. */
    default String version() {
        return "1";
    }

    /** One sentence on what it does, takes and gives, for people. */
    default String description() {
        return "";
    }

    /** Words to find it by. */
    default Set<String> tags() {
        return Set.of();
    }

    /**
     * Makes a loaded model of parameters. Called once for each model an agent holds, on one of the agent's threads; may
     * take long, and is no part of a step's time-out.
     *
     * @param model the parameters; {@code {}} where the flow names none
     * @throws Exception the step that needs the model fails with kind {@code MODEL} and this exception's message
     */
    Model load(Payload model) throws Exception;

    /**
     * The same, for loads that take long and can tell how far they are. This is what agents call; what is told here,
     * {@code explain} says to whoever waits.
     */
    default Model load(Payload model, LoadContext load) throws Exception {
        return load(model);
    }

    /** An algorithm without parameters, from a function of one typed input. */
    static <I> Algorithm of(String name, Class<I> input, Body<I> body) {
        return new FunctionAlgorithm<>(name, NoModel.class, input, model -> (in, step) -> body.apply(in));
    }

    /** An algorithm with typed parameters, from a function that loads them. */
    static <P, I> Algorithm of(String name, Class<P> model, Class<I> input, Loader<P, I> loader) {
        return new FunctionAlgorithm<>(name, model, input, loader);
    }

    /** The body of an algorithm without parameters. */
    @FunctionalInterface
    interface Body<I> {
        Object apply(I input) throws Exception;
    }

    /** What makes a typed loaded model of typed parameters. */
    @FunctionalInterface
    interface Loader<P, I> {
        TypedModel<I, ?> load(P model) throws Exception;
    }
}
