package io.enginehub.examples.mining;

import java.util.List;

/** What a trainer has learned. */
interface Fitted {
    /** The columns it needs, in the order in which a {@link RowLabeller} takes their values. */
    List<String> columns();

    /** What labels rows by it; made once, used by many threads. */
    RowLabeller labeller();
}
