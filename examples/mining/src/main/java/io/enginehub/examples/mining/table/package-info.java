/**
 * Tables of rows and columns, as they come from CSV or JSON: what every algorithm here takes. A table tells all that is
 * wrong with it at once, each fault with its row or line and its column.
 */
@NullMarked
package io.enginehub.examples.mining.table;

import org.jspecify.annotations.NullMarked;
