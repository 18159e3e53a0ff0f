package io.enginehub.examples.mining;

import java.util.List;
import java.util.Objects;

/**
 * A decision tree, told by its leaves: each is a rule, and exactly one rule holds for a row.
 *
 * @param columns the columns that the rules ask about
 * @param readable the rules once more, as sentences for people; not read back
 */
record DecisionTree(List<String> columns, List<Rule> rules, List<String> readable) implements Fitted {
    DecisionTree {
        columns = List.copyOf(Objects.requireNonNull(columns, "\"columns\" is missing"));
        rules = List.copyOf(Objects.requireNonNull(rules, "\"rules\" is missing"));
        readable = readable == null ? List.of() : List.copyOf(readable);
        for (Rule rule : rules) {
            for (Condition condition : rule.when()) {
                if (!columns.contains(condition.column())) {
                    throw new IllegalArgumentException(
                            "a rule asks about '" + condition.column() + "', which is not one of \"columns\"");
                }
            }
        }
    }

    static DecisionTree of(List<Rule> rules) {
        List<String> columns = rules.stream()
                .flatMap(rule -> rule.when().stream())
                .map(Condition::column)
                .distinct()
                .toList();
        return new DecisionTree(
                columns, rules, rules.stream().map(Rule::toString).toList());
    }

    @Override
    public RowLabeller labeller() {
        return row -> {
            for (Rule rule : rules) {
                if (rule.holds(columns, row)) {
                    return rule.label();
                }
            }
            throw new IllegalStateException("no rule of the tree holds for a row; its rules are not those of a tree");
        };
    }
}
