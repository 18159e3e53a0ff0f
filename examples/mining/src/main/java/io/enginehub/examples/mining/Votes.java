package io.enginehub.examples.mining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts votes. */
final class Votes {
    private Votes() {}

    /**
     * The label with the most votes; of those with as many, the one that was voted for first.
     *
     * @param votes at least one
     */
    static String winner(List<String> votes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        votes.forEach(label -> counts.merge(label, 1, Integer::sum));
        String winner = votes.get(0);
        int most = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            if (each.getValue() > most) {
                winner = each.getKey();
                most = each.getValue();
            }
        }
        return winner;
    }
}
