package io.enginehub.consul;

import com.orbitz.consul.HealthClient;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.health.ServiceHealth;
import com.orbitz.consul.option.ImmutableQueryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows one data centre's members. An error is never "nobody is there". */
final class MemberWatch extends BlockingQuery<List<ServiceHealth>> {
    /** The data centre of the agent that is asked. */
    static final String OWN = "";

    private static final String WAIT = "10s";
    /** Short, since an agent of Consul on this machine is asked: who has come is to be seen soon after an election. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE_ELSEWHERE = Duration.ofSeconds(3);

    private final HealthClient health;
    private final MemberEntry entries;
    private final String service;
    private final String centre;
    private final Pictures pictures;
    private final Runnable mayHaveForgotten;
    private final OddEntries odd = new OddEntries();

    /** @param mayHaveForgotten told when Consul is back, or has gone back: what was registered there may be gone */
    MemberWatch(Asked asked, MemberEntry entries, Pictures pictures, Runnable mayHaveForgotten) {
        super(asked.told(), WAIT, asked.centre.equals(OWN) ? LONGEST_PAUSE : LONGEST_PAUSE_ELSEWHERE);
        this.health = asked.health;
        this.service = asked.service;
        this.centre = asked.centre;
        this.entries = entries;
        this.pictures = pictures;
        this.mayHaveForgotten = mayHaveForgotten;
    }

    /** What is asked for. */
    record Asked(HealthClient health, String service, String centre) {
        private String told() {
            return "'" + service + "'" + (centre.equals(OWN) ? "" : " in " + centre);
        }
    }

    @Override
    ConsulResponse<List<ServiceHealth>> ask(ImmutableQueryOptions.Builder question) {
        if (!centre.equals(OWN)) {
            question.datacenter(centre);
        }
        return health.getAllServiceInstances(service, question.build());
    }

    @Override
    void take(ConsulResponse<List<ServiceHealth>> answer, boolean wentBack) {
        if (wentBack) {
            pictures.lost(centre);
        }
        pictures.answered(centre, read(answer.getResponse()));
    }

    @Override
    void failed() {
        pictures.lost(centre);
    }

    @Override
    void isBack() {
        mayHaveForgotten.run();
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
