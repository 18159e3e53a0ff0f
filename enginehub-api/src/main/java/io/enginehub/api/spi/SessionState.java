package io.enginehub.api.spi;

/** Where a dispatcher's session stands. */
public enum SessionState {
    /** It lives. */
    HELD,
    /** Its lease ended and its processes were taken away. It never lives again; a new incarnation may. */
    LOST,
    /** Another incarnation of the same name is there. */
    SUPERSEDED
}
