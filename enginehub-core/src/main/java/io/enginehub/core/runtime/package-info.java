/** The one place with threads and clocks. */
@NullMarked
package io.enginehub.core.runtime;

import org.jspecify.annotations.NullMarked;
