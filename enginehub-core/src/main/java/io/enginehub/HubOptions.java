package io.enginehub;

import java.time.Duration;

/** Settings of a hub. */
public interface HubOptions {
    /** How many processes may be PENDING; 100,000 by default. A submit beyond is refused. */
    HubOptions maxPending(int processes);

    /** How long (up to 36,500 days) and how many ended processes are kept; 7 days and 10,000 by default. */
    HubOptions keepHistory(Duration age, int processes);

    /** How long a dispatcher holds its processes without a sign of life; 5 s by default, from 1 s to an hour. */
    HubOptions lease(Duration lease);
}
