package io.enginehub.api;

import java.time.Duration;

/**
 * Is told what was committed, in the order of commits of one hub, on a thread of the hub that runs nothing else. Slow
 * listeners delay only later calls; more than 10,000 that wait are dropped, and the log says so.
 */
public interface HubListener {
    /** A process is new, or changed its status. One that is claimed as it comes is RUNNING when it is first told of. */
    default void changed(ProcessInstance process) {}

    /** A step got an outcome. */
    default void changed(ProcessId process, String processor, StepStatus status) {}

    /**
     * A step got an outcome; tells the same without the time unless it is overridden.
     *
     * @param took how long the attempt was with an agent
     */
    default void changed(ProcessId process, String processor, StepStatus status, Duration took) {
        changed(process, processor, status);
    }

    /** A dispatcher is gone, and so many processes that it held went back into the waiting queue. */
    default void takenBack(String dispatcher, int processes) {}

    /** One batch of changes was committed; what they were was told before. */
    default void committed() {}
}
