package io.enginehub.api;

/** An {@link Algorithm} made of a lambda. */
final class FunctionAlgorithm<P, I> extends TypedAlgorithm<P, I, Object> {
    private final Loader<P, I> loader;

    FunctionAlgorithm(String name, Class<P> model, Class<I> input, Loader<P, I> loader) {
        super(name, model, input);
        this.loader = loader;
    }

    @Override
    @SuppressWarnings("unchecked") // why: any output type is an Object, and a TypedModel only ever hands its output out
    public TypedModel<I, Object> load(P model) throws Exception {
        return (TypedModel<I, Object>) loader.load(model);
    }
}
