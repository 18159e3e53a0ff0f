package io.enginehub.api.spi;

import java.util.List;

/**
 * What an agent says to the events of one call.
 *
 * @param answers one for each event, in the order of the events
 * @param results of events that were handled within a moment; these do not come again by themselves
 */
public record Handed(List<Accepted> answers, List<ResultEvent> results) {
    public Handed {
        answers = List.copyOf(answers);
        results = List.copyOf(results);
    }

    /** Answers alone: all results come later. */
    public static Handed of(List<Accepted> answers) {
        return new Handed(answers, List.of());
    }
}
