/** Algorithms of a library as algorithms of the engine; their models are bytes that only the library reads. */
@NullMarked
package io.enginehub.examples.tribuo;

import org.jspecify.annotations.NullMarked;
