/** How tests let threads race: for real, or step by step under a model checker. */
@NullMarked
package io.enginehub.core.race;

import org.jspecify.annotations.NullMarked;
