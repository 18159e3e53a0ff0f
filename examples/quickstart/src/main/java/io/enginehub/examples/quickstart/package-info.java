/** The example that the README begins with. */
@NullMarked
package io.enginehub.examples.quickstart;

import org.jspecify.annotations.NullMarked;
