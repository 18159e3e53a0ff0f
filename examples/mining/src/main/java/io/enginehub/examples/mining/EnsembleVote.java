package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import io.enginehub.api.TypedAlgorithm;
import io.enginehub.api.TypedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives each row the label that most members gave it. Takes a list of what the members gave, each one label a row; where
 * as many members stand for one label as for another, the one whose label it was and that stands first in the list
 * decides.
 */
public final class EnsembleVote extends TypedAlgorithm<EnsembleVote.Settings, String[][], List<String>> {
    /** There is nothing to set. */
    record Settings() {}

    public EnsembleVote() {
        super("ensemble.vote", Settings.class, String[][].class);
    }

    @Override
    public TypedModel<String[][], List<String>> load(Settings settings) {
        return (members, step) -> {
            for (String[] labels : members) {
                if (labels == null || Arrays.asList(labels).contains(null)) {
                    throw new InputException("A member must give a label for each row, and one gave null.");
                }
            }
            return vote(Arrays.stream(members).map(Arrays::asList).toList());
        };
    }

    static List<String> vote(List<List<String>> members) {
        if (members.isEmpty()) {
            throw new InputException("There is nothing to vote on: the list of members is empty.");
        }
        List<Integer> sizes = members.stream().map(List::size).toList();
        int rows = sizes.get(0);
        if (sizes.stream().anyMatch(size -> size != rows)) {
            throw new InputException("The members gave labels for different numbers of rows: " + sizes + ".");
        }
        return IntStream.range(0, rows)
                .mapToObj(row -> Votes.winner(
                        members.stream().map(labels -> labels.get(row)).toList()))
                .toList();
    }

    @Override
    public String description() {
        return "Gives each row the label that most classifiers gave it.";
    }

    @Override
    public Set<String> tags() {
        return Set.of("ensemble", "classification");
    }
}
