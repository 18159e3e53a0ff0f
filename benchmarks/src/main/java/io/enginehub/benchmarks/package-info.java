/** Measurements, as ratios against a peer or a limit in the same run. */
@NullMarked
package io.enginehub.benchmarks;

import org.jspecify.annotations.NullMarked;
