package io.enginehub;

/** Settings of a dispatcher. */
public interface DispatcherOptions {
    /** How many processes are RUNNING at a time; 64 by default. */
    DispatcherOptions slots(int slots);
}
