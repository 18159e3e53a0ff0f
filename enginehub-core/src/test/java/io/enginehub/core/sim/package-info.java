/** A whole cluster in one thread, on virtual time, from a seed; with faults, and an oracle that watches every commit. */
@NullMarked
package io.enginehub.core.sim;

import org.jspecify.annotations.NullMarked;
