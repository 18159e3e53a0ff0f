/**
 * Data mining in small: trainers, the classifiers that take what they give, and what compares them. Each algorithm is
 * found by its name; what it takes and gives stands in {@code examples/README.md}.
 */
@NullMarked
package io.enginehub.examples.mining;

import org.jspecify.annotations.NullMarked;
