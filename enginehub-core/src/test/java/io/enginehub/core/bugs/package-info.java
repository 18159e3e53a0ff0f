/** Faults planted in the core on purpose, which the simulation has to find: a test of its oracle. */
@NullMarked
package io.enginehub.core.bugs;

import org.jspecify.annotations.NullMarked;
