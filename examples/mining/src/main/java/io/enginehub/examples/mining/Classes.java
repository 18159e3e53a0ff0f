package io.enginehub.examples.mining;

import io.enginehub.api.InputException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The different labels that occur. */
final class Classes {
    private static final int MOST = 1000;

    private Classes() {}

    /**
     * Each label once, in alphabetical order.
     *
     * @throws InputException when there are so many that they can be no classes
     */
    static List<String> of(Collection<String> labels) {
        TreeSet<String> classes = new TreeSet<>(labels);
        if (classes.size() > MOST) {
            throw new InputException(
                    "The label has " + classes.size() + " different values, such as '" + classes.first() + "' and '"
                            + classes.last() + "'. A class has more rows than one; is this the right column?");
        }
        return List.copyOf(classes);
    }
}
