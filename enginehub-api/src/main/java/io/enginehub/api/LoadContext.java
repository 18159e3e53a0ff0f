package io.enginehub.api;

/** What an algorithm may say while it loads a model. Usable from the loading thread. */
@FunctionalInterface
public interface LoadContext {
    /** Tells how far the load is, from 0 to 1. */
    void progress(double fraction);
}
