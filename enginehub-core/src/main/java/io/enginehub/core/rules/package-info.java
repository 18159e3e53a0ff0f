/** The rules of the engine above locked rows: pure functions from rows and an operation to writes and an answer. */
@NullMarked
package io.enginehub.core.rules;

import org.jspecify.annotations.NullMarked;
