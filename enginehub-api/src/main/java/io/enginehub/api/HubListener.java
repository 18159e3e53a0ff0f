package io.enginehub.api;

/**
 * Is told what was committed, in the order of commits of one hub, on a thread of the hub that runs nothing else. Slow
 * listeners delay only later calls; more than 10,000 that wait are dropped, and the log says so.
 */
public interface HubListener {
    /** A process changed its status. */
    default void changed(ProcessInstance process) {}

    /** A step got an outcome. */
    default void changed(ProcessId process, String processor, StepStatus status) {}
}
