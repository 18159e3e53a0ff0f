/** The agent: loads models and handles events with one algorithm. */
@NullMarked
package io.enginehub.core.agent;

import org.jspecify.annotations.NullMarked;
