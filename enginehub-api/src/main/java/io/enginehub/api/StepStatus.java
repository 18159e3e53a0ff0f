package io.enginehub.api;

/** Where a step of a process stands. */
public enum StepStatus {
    /** What it builds on is not finished. */
    WAITING,
    /** Everything it needs is there; it is not with an agent yet. */
    READY,
    /** With an agent. */
    RUNNING,
    /** Failed, and due to be tried again. */
    RETRYING,
    FINISHED,
    FAILED,
    /** The process ended before the step had an outcome. */
    CANCELLED
}
