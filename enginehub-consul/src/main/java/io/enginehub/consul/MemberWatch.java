package io.enginehub.consul;

import com.orbitz.consul.ConsulException;
import com.orbitz.consul.HealthClient;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.health.ServiceHealth;
import com.orbitz.consul.option.ConsistencyMode;
import com.orbitz.consul.option.ImmutableQueryOptions;
import com.orbitz.consul.option.QueryOptions;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows one data centre's members by blocking queries. An answer's index is the next question's; one that goes back means
 * that Consul was restored or has lost its data. An error is never "nobody is there".
 */
final class MemberWatch implements Runnable {
    /** The data centre of the agent that is asked. */
    static final String OWN = "";

    /** Whole seconds: the client understands no other waits. */
    private static final String WAIT = "10s";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /** Short, since an agent of Consul on this machine is asked: who has come is to be seen soon after an election. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE_ELSEWHERE = Duration.ofSeconds(3);
    /** What changes within this time is told together. */
    private static final long CALM = Duration.ofMillis(20).toNanos();
    /** Milliseconds. A server that has been out of touch for longer proves nothing. */
    private static final long STALE = 10_000;

    private final HealthClient health;
    private final MemberEntry entries;
    private final String service;
    private final String centre;
    private final Pictures pictures;
    private final Runnable mayHaveForgotten;
    private final OddEntries odd = new OddEntries();
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Alarm alarm;
    private BigInteger index = BigInteger.ZERO;

    /** @param mayHaveForgotten told when Consul is back, or has gone back: what was registered there may be gone */
    MemberWatch(Asked asked, MemberEntry entries, Pictures pictures, Runnable mayHaveForgotten) {
        this.health = asked.health;
        this.service = asked.service;
        this.centre = asked.centre;
        this.backoff = new Backoff(FIRST_PAUSE, centre.equals(OWN) ? LONGEST_PAUSE : LONGEST_PAUSE_ELSEWHERE);
        this.entries = entries;
        this.pictures = pictures;
        this.mayHaveForgotten = mayHaveForgotten;
        this.alarm = new Alarm("Consul answers again about '" + service + "'" + where() + ".");
    }

    /** What is asked for. */
    record Asked(HealthClient health, String service, String centre) {}

    private String where() {
        return centre.equals(OWN) ? "" : " in " + centre;
    }

    @Override
    public void run() {
        try {
            boolean ended;
            do {
                ended = closed.await(runOnce(), TimeUnit.NANOSECONDS);
            } while (!ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed.countDown();
    }

    /** Asks once; gives how long to wait before the next time, in nanoseconds. */
    long runOnce() {
        try {
            ConsulResponse<List<ServiceHealth>> answer = health.getAllServiceInstances(service, question());
            if (!answer.isKnownLeader() || answer.getLastContact() > STALE) {
                throw new ConsulException("it has no leader");
            }
            take(answer);
            return CALM;
        } catch (RuntimeException e) { // why all: whatever Consul answers, this thread has to go on
            index = BigInteger.ZERO;
            pictures.lost(centre);
            if (closed.getCount() > 0) {
                alarm.raise(
                        "Consul does not answer about '" + service + "'" + where() + "; what it said last stays", e);
            }
            return backoff.next();
        }
    }

    private QueryOptions question() {
        ImmutableQueryOptions.Builder question = ImmutableQueryOptions.builder().consistencyMode(ConsistencyMode.STALE);
        if (!centre.equals(OWN)) {
            question.datacenter(centre);
        }
        return index.signum() == 0
                ? question.build()
                : question.index(index).wait(WAIT).build();
    }

    private void take(ConsulResponse<List<ServiceHealth>> answer) {
        boolean wentBack = answer.getIndex().compareTo(index) < 0;
        boolean wasAway = alarm.isRaised();
        if (wentBack) {
            pictures.lost(centre);
        }
        // why: an index that went back is no place to wait at, nor is one that is no number above 0
        index = wentBack ? BigInteger.ZERO : answer.getIndex().max(BigInteger.ONE);
        pictures.answered(centre, read(answer.getResponse()));
        backoff.reset();
        alarm.clear();
        if (wentBack || wasAway) {
            mayHaveForgotten.run();
        }
    }

    private List<Seen> read(List<ServiceHealth> answer) {
        List<Seen> seen = new ArrayList<>();
        for (ServiceHealth entry : answer) {
            try {
                seen.add(entries.read(entry));
            } catch (OddEntryException e) {
                odd.add(entry.getService().getId(), e.why());
            }
        }
        return seen;
    }
}
