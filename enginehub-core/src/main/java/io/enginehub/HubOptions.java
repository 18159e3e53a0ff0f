package io.enginehub;

import java.time.Duration;

/** Settings of a hub. */
public interface HubOptions {
    /** How many processes may be PENDING; 100,000 by default. A submit beyond is refused. */
    HubOptions maxPending(int processes);

    /** How long and how many ended processes are kept; 7 days and 10,000 by default. */
    HubOptions keepHistory(Duration age, int processes);

    /** How long a dispatcher holds its processes without a sign of life; 5 s by default, at least 1 s. */
    HubOptions lease(Duration lease);
}
