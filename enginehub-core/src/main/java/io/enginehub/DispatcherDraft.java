package io.enginehub;

/** A dispatcher as the builder collects it. */
final class DispatcherDraft implements DispatcherOptions {
    private static final int DEFAULT_SLOTS = 64;

    int slots = DEFAULT_SLOTS;

    @Override
    public DispatcherOptions slots(int given) {
        this.slots = given;
        return this;
    }
}
