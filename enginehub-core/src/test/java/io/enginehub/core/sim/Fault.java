package io.enginehub.core.sim;

/** A kind of thing that goes wrong. */
enum Fault {
    MESSAGE_LOST,
    MESSAGE_DOUBLED,
    MESSAGE_LATE,
    KILL,
    /** Somebody stops a host in order: it takes nothing new, ends what it holds, and is started again. */
    DRAIN,
    PAUSE,
    CUT_ONE_WAY,
    CUT_BOTH_WAYS,
    STORE_FAILS,
    STORE_SLOW,
    /** For a while most of a hub's transactions fail, or their outcome is unknown. */
    STORE_STORM,
    STORE_TIME_STEPS,
    REGISTRY_STALE,
    REGISTRY_EMPTY,
    REGISTRY_FLAPS,
    LOAD_SLOW,
    LOAD_FAILS,
    HANDLER_SLOW,
    /** A handler goes on long after its time-out, and does not care that it is interrupted. */
    HANDLER_HANGS,
    LISTENER_SLOW
}
